import type Quill from 'quill/core.js';
import type { Delta } from 'quill/core.js';
import { asPageTitle } from '#domain/rich-text.ts';

/** `[[Page]]` or `[[Page|words]]` at the end of what stands before the caret. */
const typedLink = /\[\[([^[\]|\n]+)(?:\|([^[\]|\n]+))?\]\]$/u;

/**
 * Makes a link of `[[Page]]` when its last bracket is typed. An undo brings the brackets back.
 * @param cutUndo called where an undo is to stop
 */
export function typedWikilink(quill: Quill, delta: Delta, cutUndo: () => void): void {
  const end = endOfTyped(delta);
  if (end === undefined) return;
  const before = quill.getText(Math.max(0, end - 600), Math.min(end, 600));
  const [typed = '', page, words] = typedLink.exec(before) ?? [];
  const title = asPageTitle(page);
  if (!title) return;
  cutUndo();
  const label = words ?? title;
  const start = end - typed.length;
  quill.deleteText(start, typed.length, 'api');
  quill.insertText(start, label, { wikilink: title }, 'api');
  quill.setSelection(start + label.length, 0, 'silent');
  quill.format('wikilink', false, 'silent');
  cutUndo();
}

/** Where a bracket was typed, or undefined when something else was. */
function endOfTyped({ ops }: Delta): number | undefined {
  const [first, last] = [ops[0], ops.at(-1)];
  if (typeof last?.insert !== 'string' || !last.insert.endsWith(']') || ops.length > 2) return undefined;
  return (typeof first?.retain === 'number' ? first.retain : 0) + last.insert.length;
}
