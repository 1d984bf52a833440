import type Quill from 'quill/core.js';
import type { Parchment } from 'quill/core.js';
import type { Passage } from '#domain/comment/text-anchor.ts';

/** How a passage looks in the text: `::highlight(carnet-…)` in the style sheet. */
export const looks = ['comment', 'todo', 'chosen'] as const;
export type Look = (typeof looks)[number];
export type Mark = Passage & { readonly id: string; readonly look: Look };

export type Marks = {
  /** Marks these passages and no others. */
  show(marks: readonly Mark[]): void;
  /** Brings a marked passage into sight; false when it is not marked. */
  reveal(id: string): boolean;
  close(): void;
};

/** A place in the page: what a Range begins or ends at. */
type Point = { node: Node; offset: number };
type Shown = { range: Range; look: Look };

/**
 * Marks passages over the words and not in them (CSS Custom Highlight API): nothing of it is in the document, so no
 * comment can change a letter. Where a browser lacks it, the list of comments does without.
 */
export function openMarks(quill: Quill): Marks {
  const highlights = highlightsOf();
  const shown = new Map<string, Shown>();
  const drop = (id: string, { range, look }: Shown) => {
    highlights?.[look].delete(range);
    shown.delete(id);
  };
  return {
    show(marks) {
      const points = pointsOf(quill, marks);
      const ids = new Set(marks.map(({ id }) => id));
      for (const [id, mark] of shown) if (!ids.has(id)) drop(id, mark);
      for (const mark of marks) {
        const [start, end] = [points.starts.get(mark.from), points.ends.get(mark.to)];
        if (!start || !end) continue;
        const range = shown.get(mark.id)?.range ?? document.createRange();
        move(range, start, end);
        const before = shown.get(mark.id);
        if (before?.look === mark.look) continue;
        if (before) highlights?.[before.look].delete(range);
        highlights?.[mark.look].add(range);
        shown.set(mark.id, { range, look: mark.look });
      }
    },
    reveal(id) {
      const node = shown.get(id)?.range.startContainer;
      const element = node instanceof Element ? node : node?.parentElement;
      element?.scrollIntoView({ block: 'center' });
      return element !== undefined && element !== null;
    },
    close() {
      for (const [id, mark] of shown) drop(id, mark);
    },
  };
}

/** One highlight of the page for each look, with the marks of every text that is open. */
function highlightsOf(): Record<Look, Highlight> | undefined {
  if (typeof Highlight === 'undefined' || !('highlights' in CSS)) return undefined;
  const [comment, todo, chosen] = looks.map((look) => {
    const known = CSS.highlights.get(`carnet-${look}`);
    const highlight = known ?? new Highlight();
    highlight.priority = looks.indexOf(look);
    if (!known) CSS.highlights.set(`carnet-${look}`, highlight);
    return highlight;
  });
  return comment && todo && chosen && { comment, todo, chosen };
}

/** A range follows the page by itself where words come before it: mostly there is nothing to do, and to paint. */
function move(range: Range, start: Point, end: Point): void {
  if (range.startContainer !== start.node || range.startOffset !== start.offset)
    range.setStart(start.node, start.offset);
  if (range.endContainer !== end.node || range.endOffset !== end.offset) range.setEnd(end.node, end.offset);
}

/** Where passages begin and end in the page. The lines are gone through once, for all of them. */
function pointsOf(quill: Quill, marks: readonly Passage[]) {
  const [starts, ends] = [new Map<number, Point>(), new Map<number, Point>()];
  const froms = sorted(marks.map(({ from }) => from));
  const tos = sorted(marks.map(({ to }) => to));
  let before = 0;
  for (const line of quill.getLines()) {
    const after = before + line.length();
    for (const from of taken(froms, after - 1)) keep(starts, from, pointAt(line, from - before, false));
    for (const to of taken(tos, after)) keep(ends, to, pointAt(line, to - before, true));
    before = after;
  }
  return { starts, ends };
}

const sorted = (indexes: number[]) => [...new Set(indexes)].sort((a, b) => a - b);

/** Takes what is not beyond `last` from the front of a sorted list. */
function taken(indexes: number[], last: number): number[] {
  const beyond = indexes.findIndex((index) => index > last);
  return indexes.splice(0, beyond < 0 ? indexes.length : beyond);
}

function keep(points: Map<number, Point>, index: number, point: Point | undefined): void {
  if (point) points.set(index, point);
}

function pointAt(line: ReturnType<Quill['getLines']>[number], index: number, isEnd: boolean): Point | undefined {
  if (!('path' in line)) return undefined;
  // A line's last sign is its line feed, which is no node of the page.
  const [leaf, offset] = line.path(Math.min(index, line.length() - 1)).at(-1) ?? [];
  if (!leaf || offset === undefined || !('position' in leaf)) return undefined;
  // A path ends in a leaf; the class itself would bring Quill along, which comes with the first text that is opened.
  const [node, at] = (leaf as Parchment.LeafBlot).position(offset, isEnd);
  return { node, offset: at };
}
