import type { Range } from 'quill/core/selection.js';
import Quill, { Delta, Module } from 'quill/core.js';
import Clipboard from 'quill/modules/clipboard.js';
import * as Y from 'yjs';
import type { JointText } from './joint-text.ts';
import { applyOps, shownOps } from './joint-text-changes.ts';
import { followComposition } from './joint-text-composition.ts';
import { formatNames, registerFormats } from './joint-text-formats.ts';
import { readPasted } from './joint-text-paste.ts';
import { typedWikilink } from './joint-text-wikilink.ts';

/** Quill's own undo would take back what the other side wrote: Yjs knows whose each change is. */
class NoHistory extends Module {
  clear(): void {}
  cutoff(): void {}
}

/** What is pasted comes as words with the formats of a joint text; pictures and all else stay outside. */
class CleanClipboard extends Clipboard {
  override convert({ html, text = '' }: { html?: string; text?: string }, formats: Record<string, unknown> = {}) {
    if (html) return new Delta(readPasted(html));
    return new Delta().insert(text.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' '), formats);
  }
}

registerFormats();
Quill.register({ 'modules/history': NoHistory, 'modules/clipboard': CleanClipboard }, true);

export type Format = 'bold' | 'italic' | 'link' | 'wikilink' | 'evidence' | 'header' | 'list' | 'indent' | 'blockquote';
export type Formats = Partial<Record<Format, unknown>>;

/** A joint text open in an editor. */
export type RichEditor = {
  /** For what shows something over the words and changes none. */
  readonly quill: Quill;
  /** The formats where the caret stands, or of all that is selected. */
  formats(): Formats;
  /** The words that are selected; '' when none are. */
  selected(): string;
  /** Sets a format on what is selected, or on what is typed next; `false` takes it away. */
  format(name: Format, value: string | number | boolean): void;
  /** Sets a reference on what is selected or, when nothing is, on words that are put there. */
  refer(name: 'link' | 'wikilink' | 'evidence', value: string, words: string): void;
  /** Takes a reference away, also when the caret only stands in it. */
  unrefer(name: 'link' | 'wikilink' | 'evidence'): void;
  undo(): void;
  redo(): void;
  can(): { undo: boolean; redo: boolean };
  /** Called after each change of the text or the selection; returns the way to stop. */
  onChange(listener: () => void): () => void;
  close(): void;
};

type Options = {
  readOnly: boolean;
  /** Of the element that is written in. */
  attributes: Record<string, string>;
  onLink: () => void;
};

/** Shows a joint text in an element, and takes what is typed there. */
export function openRichEditor(holder: HTMLElement, joint: JointText, options: Options): RichEditor {
  const quill = new Quill(holder, { formats: formatNames, readOnly: options.readOnly, modules: modulesOf(options) });
  for (const [name, value] of Object.entries(options.attributes)) quill.root.setAttribute(name, value);
  const { text } = joint;
  const undos = new Y.UndoManager(text, { trackedOrigins: new Set(['typed']), captureTimeout: 500 });
  const cutUndo = () => undos.stopCapturing();
  const take = (ops: Delta['ops']) => applyOps(text, ops, cutUndo);
  quill.setContents(new Delta(shownOps(text)), 'silent');

  /** What the editor shows and the document does not say, or the other way round, settled for the document. */
  const settle = () => {
    const change = quill.getContents().diff(new Delta(shownOps(text)));
    if (change.length() > 0) quill.updateContents(change, 'silent');
  };
  const takeAll = () => take(new Delta(shownOps(text)).diff(quill.getContents(), quill.selection.lastRange?.index).ops);
  const composition = followComposition(quill, joint, takeAll);

  quill.on('text-change', (delta, _before, source) => {
    if (composition.isOn()) return;
    take(delta.ops);
    if (delta.ops.some(({ insert }) => typeof insert === 'string' && !insert.isWellFormed())) settle();
    if (source === 'user') typedWikilink(quill, delta, cutUndo);
  });

  const show = (event: Y.YTextEvent, { origin }: Y.Transaction) => {
    if (origin === 'typed') return;
    const isPlain = event.delta.every(({ attributes, insert }) => !attributes && typeof (insert ?? '') === 'string');
    // Words that come are put in where they came; what formats add up to is seen from the whole.
    if (isPlain) quill.updateContents(new Delta(event.delta as Delta['ops']), 'silent');
    // Quill ends each text with a line break of its own, which the document may have as well.
    const more = quill.getLength() - text.length;
    if (!isPlain || more < 0 || more > 1) settle();
    if (origin === undos) showUndone(quill, event);
  };
  text.observe(show);
  bindUndo(quill, undos);
  bindMenu(quill);
  return {
    quill,
    ...commandsOf(quill),
    undo: () => void undos.undo(),
    redo: () => void undos.redo(),
    can: () => ({ undo: undos.canUndo(), redo: undos.canRedo() }),
    onChange: (listener) => followChanges(quill, text, listener),
    close() {
      composition.end();
      text.unobserve(show);
      undos.destroy();
      quill.disable();
    },
  };
}

/** Without the bindings of what joint texts lack; Tab leaves the text, as it leaves any field. */
function modulesOf({ onLink }: Options) {
  const none = ['underline', 'indent', 'outdent', 'tab', 'remove tab', 'list autofill', 'checklist enter'];
  const bindings = {
    ...Object.fromEntries(none.map((name) => [name, undefined])),
    link: { key: ['k', 'K'], shortKey: true, handler: onLink },
    // With the capitals' lock, for which Quill does not look.
    'bold capital': { key: 'B', shortKey: true, handler: toggle('bold') },
    'italic capital': { key: 'I', shortKey: true, handler: toggle('italic') },
    deeper: { key: ']', shortKey: true, format: ['list'], handler: indent('+1') },
    higher: { key: '[', shortKey: true, format: ['list'], handler: indent('-1') },
  };
  return { keyboard: { bindings }, uploader: { mimetypes: [] } };
}

function indent(step: '+1' | '-1') {
  return function handler(this: { quill: Quill }): void {
    this.quill.format('indent', step, 'user');
  };
}

function toggle(name: 'bold' | 'italic') {
  return function handler(this: { quill: Quill }): void {
    const range = this.quill.getSelection();
    if (range) this.quill.format(name, !this.quill.getFormat(range)[name], 'user');
  };
}

function commandsOf(quill: Quill): Pick<RichEditor, 'formats' | 'selected' | 'format' | 'refer' | 'unrefer'> {
  // The last one, also while a dialog has the focus.
  const range = (): Range => quill.selection.lastRange ?? quill.selection.savedRange;
  return {
    formats: () => quill.getFormat(range().index, range().length),
    selected: () => quill.getText(range().index, range().length),
    format: (name, value) => {
      quill.setSelection(range(), 'silent');
      quill.format(name, value, 'user');
    },
    refer(name, value, words) {
      const { index, length } = range();
      const others = { link: null, wikilink: null, ...(name === 'evidence' ? {} : { [name]: value }) };
      const formats = name === 'evidence' ? { evidence: value } : others;
      if (length > 0) quill.formatText(index, length, formats, 'user');
      else quill.insertText(index, words, { [name]: value }, 'user');
      quill.setSelection(index + (length || words.length), 0, 'silent');
      // What is typed next is no longer part of it.
      quill.format(name, false, 'silent');
    },
    unrefer(name) {
      const { index, length } = referring(quill, range(), name);
      quill.formatText(index, length, { [name]: null }, 'user');
    },
  };
}

/** What is selected or, when nothing is, the words around the caret that carry a format alike. */
function referring(quill: Quill, range: Range, name: Format): { index: number; length: number } {
  if (range.length > 0) return range;
  const value = quill.getFormat(range.index)[name];
  const isSame = (at: number) => at >= 0 && at < quill.getLength() && quill.getFormat(at, 1)[name] === value;
  let [start, end] = [range.index, range.index];
  while (isSame(start - 1)) start -= 1;
  while (isSame(end)) end += 1;
  return { index: start, length: end - start };
}

function bindUndo(quill: Quill, undos: Y.UndoManager): void {
  quill.keyboard.addBinding({ key: 'z', shortKey: true }, () => void undos.undo());
  quill.keyboard.addBinding({ key: ['z', 'Z'], shortKey: true, shiftKey: true }, () => void undos.redo());
  quill.keyboard.addBinding({ key: ['y', 'Y'], shortKey: true }, () => void undos.redo());
  quill.root.addEventListener('beforeinput', (event) => {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
    event.preventDefault();
    if (event.inputType === 'historyUndo') undos.undo();
    else undos.redo();
  });
}

/** A phone's own menu (“B I U”) would format the page and not the text. */
function bindMenu(quill: Quill): void {
  quill.root.addEventListener('beforeinput', (event) => {
    if (!event.inputType.startsWith('format')) return;
    event.preventDefault();
    if (event.inputType === 'formatBold') toggle('bold').call({ quill });
    if (event.inputType === 'formatItalic') toggle('italic').call({ quill });
  });
}

/** Puts the caret behind what an undo brought back or took away. */
function showUndone(quill: Quill, { delta }: Y.YTextEvent): void {
  let at = 0;
  let end = 0;
  for (const { insert, retain } of delta) {
    at += typeof insert === 'string' ? insert.length : (retain ?? 0);
    if (retain === undefined) end = at;
  }
  if (quill.hasFocus()) quill.setSelection(Math.min(end, quill.getLength() - 1), 0, 'silent');
}

function followChanges(quill: Quill, text: Y.Text, listener: () => void): () => void {
  quill.on('editor-change', listener);
  text.observe(listener);
  return () => {
    quill.off('editor-change', listener);
    text.unobserve(listener);
  };
}
