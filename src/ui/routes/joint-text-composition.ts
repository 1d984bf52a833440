import type Quill from 'quill/core.js';
import { diffText } from '#domain/text-diff.ts';
import type { JointText } from './joint-text.ts';
import { applyOps } from './joint-text-changes.ts';

/** A line that an input method composes in: where it began, and how long it is in the document by now. */
type ComposedLine = { element: HTMLElement; at: number; length: number };

export type Composition = { isOn(): boolean; end(): void };

/**
 * While an input method composes (on many phones: all of a word), Quill waits, and so does what arrives: changing the
 * text under it would write its letters twice. The letters go to the document all the same, read from the page, so that
 * a lost battery costs no word.
 *
 * @param takeAll makes the document say what the editor shows; called when the word is done
 */
export function followComposition(quill: Quill, joint: JointText, takeAll: () => void): Composition {
  let line: ComposedLine | undefined;
  let isOn = false;
  const start = () => {
    isOn = true;
    joint.hold();
    line = lineAtCaret(quill);
  };
  const input = () => {
    if (isOn && line) takeLine(joint, line);
  };
  const done = () => {
    if (!isOn) return;
    takeAll();
    isOn = false;
    line = undefined;
    joint.letGo();
  };
  quill.on('composition-start', start);
  quill.on('composition-end', done);
  quill.root.addEventListener('input', input);
  return {
    isOn: () => isOn,
    end() {
      if (isOn && line) takeLine(joint, line);
      isOn = false;
      joint.letGo();
      quill.off('composition-start', start);
      quill.off('composition-end', done);
      quill.root.removeEventListener('input', input);
    },
  };
}

function lineAtCaret(quill: Quill): ComposedLine | undefined {
  const index = quill.selection.lastRange?.index;
  const [line] = index === undefined ? [null] : quill.getLine(index);
  if (!line) return undefined;
  return { element: line.domNode, at: quill.getIndex(line), length: line.length() - 1 };
}

function takeLine(joint: JointText, line: ComposedLine): void {
  const { text } = joint;
  // Quill's caret stands in a sign that has no width, when a format waits for its first letter.
  const words = (line.element.textContent ?? '').replaceAll('\ufeff', '').toWellFormed();
  const change = diffText(text.toString().slice(line.at, line.at + line.length), words);
  if (!change) return;
  line.length = words.length;
  const { at, remove, insert } = change;
  applyOps(text, [{ retain: line.at + at }, { delete: remove }, { insert }], () => undefined);
}
