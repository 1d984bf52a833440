import type Quill from 'quill/core.js';

/** A rectangle in CSS pixels, from the upper left corner of the element that holds the editor. */
export type Place = { left: number; top: number; width: number; height: number };

/** Where in an editor something stands, by UTF-16 units from the start of its text. */
export type Places = {
  /** What is selected, also while another field has the focus; null before anybody was in the text. */
  selection(): { index: number; length: number } | null;
  /** A caret there; null when the text does not reach so far. */
  caretAt(index: number): Place | null;
  /** The lines of a selection. */
  selectionAt(index: number, length: number): Place[];
  width(): number;
};

export function placesOf(quill: Quill): Places {
  const origin = () => quill.container.getBoundingClientRect();
  return {
    selection: () => quill.selection.lastRange,
    width: () => quill.container.clientWidth,
    caretAt(index) {
      const bounds = quill.selection.getBounds(Math.min(index, quill.getLength() - 1));
      if (!bounds) return null;
      const { left, top } = origin();
      return { left: bounds.left - left, top: bounds.top - top, width: 0, height: bounds.height };
    },
    selectionAt(index, length) {
      const within = Math.min(length, quill.getLength() - 1 - index);
      if (within <= 0) return [];
      const [startNode, startOffset, endNode, endOffset] = quill.selection.rangeToNative({ index, length: within });
      if (!startNode || !endNode) return [];
      const range = document.createRange();
      range.setStart(startNode, startOffset);
      range.setEnd(endNode, endOffset);
      const { left, top } = origin();
      // An empty line, and the block around whole lines, have rectangles of their own which say nothing.
      const words = [...range.getClientRects()].filter(
        ({ width, height }) => width > 0 && height < 3 * lineHeight(quill),
      );
      return words.map((rect) => ({
        left: rect.left - left,
        top: rect.top - top,
        width: rect.width,
        height: rect.height,
      }));
    },
  };
}

function lineHeight({ root }: Quill): number {
  return Number.parseFloat(getComputedStyle(root).lineHeight) || 24;
}
