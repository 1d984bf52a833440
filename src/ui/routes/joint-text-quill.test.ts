import Quill from 'quill/core.js';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { textField } from '#domain/text.ts';
import type { JointText } from './joint-text.ts';
import { openRichEditor } from './joint-text-quill.ts';

/** An editor over a document of its own, as it is when the store has said all that it has. */
function openEditor(words = '') {
  const text = new Y.Doc().getText(textField);
  text.insert(0, words);
  const joint: JointText = {
    text,
    hold() {},
    letGo() {},
    openAsItIs() {},
    words: () => text.toString(),
    flush: async () => undefined,
    close() {},
  };
  const holder = document.body.appendChild(document.createElement('div'));
  const attributes = { role: 'textbox', 'aria-label': 'Text' };
  const editor = openRichEditor(holder, joint, { readOnly: false, attributes, onLink: () => undefined });
  const quill = Quill.find(holder);
  if (!(quill instanceof Quill)) throw new Error('no editor');
  onTestFinished(() => {
    editor.close();
    holder.remove();
  });
  return { text, editor, quill };
}

const shown = ({ quill }: { quill: Quill }) => quill.getContents().ops;

test('what is typed and formatted is in the document, and what the other side does is on the screen', () => {
  const { text, quill } = openEditor('one');
  quill.insertText(3, ' two', 'user');
  quill.formatText(0, 3, 'bold', true, 'user');
  quill.formatLine(0, 1, 'header', 2, 'user');
  expect(text.toDelta()).toEqual([
    { insert: 'one', attributes: { bold: true } },
    { insert: ' two' },
    { insert: '\n', attributes: { header: 2 } },
  ]);
  text.insert(text.length, 'Theirs.');
  text.format(3, 4, { italic: true });
  expect(shown({ quill })).toEqual([
    { insert: 'one', attributes: { bold: true } },
    { insert: ' two', attributes: { italic: true } },
    { insert: '\n', attributes: { header: 2 } },
    { insert: 'Theirs.\n' },
  ]);
});

test('an undo takes back what one did oneself, and leaves what the other side wrote since', () => {
  const { text, quill, editor } = openEditor('shared ');
  quill.insertText(7, 'mine', 'user');
  text.insert(0, 'Theirs. ');
  editor.undo();
  expect(quill.getText()).toBe('Theirs. shared \n');
  expect(text.toString()).toBe('Theirs. shared ');
  editor.redo();
  expect(text.toString()).toBe('Theirs. shared mine');
  expect(quill.getText()).toBe('Theirs. shared mine\n');
});

test('a page in brackets becomes a link when the last one is typed, and an undo brings the brackets back', () => {
  const { text, quill, editor } = openEditor('See [[w:uk:Львів|it]');
  quill.insertText(text.length, ']', 'user');
  expect(text.toDelta()).toEqual([{ insert: 'See ' }, { insert: 'it', attributes: { wikilink: 'w:uk:Львів' } }]);
  editor.undo();
  expect(text.toString()).toBe('See [[w:uk:Львів|it]]');
  const none = openEditor('See [[{{x}}]');
  none.quill.insertText(none.text.length, ']', 'user');
  expect(none.text.toDelta()).toEqual([{ insert: 'See [[{{x}}]]' }]);
});

test('what no joint text knows is not shown, and stays in the document', () => {
  const { text, quill } = openEditor('words');
  text.format(0, 5, { colour: 'red', link: 'javascript:alert(1)' });
  expect(shown({ quill })).toEqual([{ insert: 'words\n' }]);
  quill.insertText(5, '!', 'user');
  expect(text.toDelta()[0]).toMatchObject({ insert: 'words', attributes: { colour: 'red' } });
});

test('half an emoji reads the same on the screen as in the document', () => {
  const { text, quill } = openEditor('');
  quill.insertText(0, 'a\ud83d', 'user');
  expect(text.toString()).toBe('a\ufffd');
  expect(quill.getText()).toBe('a\ufffd\n');
});
