import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Comment } from '#domain/comment/schema.ts';
import { anchorOf } from '#domain/comment/text-anchor.ts';
import { textField } from '#domain/text.ts';
import { idMaker, instant, people } from '#tests/fixtures.ts';
import type { JointText } from './joint-text.ts';
import { chosenPassage, followPlaces, type Places } from './joint-text-comments-places.ts';
import { openRichEditor } from './joint-text-quill.ts';

const newId = idMaker(0xc2);

/** As much of the browser's highlights as is used here: happy-dom has none. The end-to-end test has the real ones. */
class Highlights extends Set<Range> {
  priority = 0;
}
const highlights = new Map<string, Set<Range>>();
beforeAll(() => {
  vi.stubGlobal('Highlight', Highlights);
  vi.stubGlobal('CSS', { highlights });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

/** The words under the marks of one look, in the page. */
const marked = (look: string) => [...(highlights.get(`carnet-${look}`) ?? [])].map((range) => range.toString());

function open(words: string) {
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
  const editor = openRichEditor(holder, joint, { readOnly: false, attributes: {}, onLink: () => undefined });
  const told: Places[] = [];
  const carets: (string | null)[] = [];
  const places = followPlaces(
    editor,
    text,
    (found) => told.push(found),
    (id) => carets.push(id),
  );
  onTestFinished(() => {
    places.close();
    editor.close();
    holder.remove();
  });
  const comment = (about: string, more: Partial<Comment> = {}): Comment => {
    const from = text.toString().indexOf(about);
    const anchor = anchorOf(text, { from, to: from + about.length });
    const said = { words: 'Why?', participantId: people.mentor, at: instant };
    return { id: newId(), textId: newId(), anchor, todoFor: null, ...said, ...more };
  };
  return { text, quill: editor.quill, editor, places, told, carets, comment };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 200));

test('passages are marked over lines and formats, by what they ask for, and follow what is typed', async () => {
  const { text, quill, places, told, comment } = open('First line.\nThe second line.\n\nThe last one.');
  text.format(16, 6, { bold: true });
  text.format(11, 1, { list: 'bullet' });
  const [one, two] = [comment('second'), comment('line.\n\nThe', { todoFor: 'both' })];
  places.follow([two, one, comment('First', { resolvedAt: instant })]);
  expect(marked('comment')).toEqual(['second']);
  expect(marked('todo')).toEqual(['line.The']);
  expect(told).toHaveLength(1);
  quill.insertText(16, 'very ', 'user');
  quill.insertText(text.toString().indexOf('ond'), 'c', 'user');
  await pause();
  expect(marked('comment')).toEqual(['seccond']);
  expect(told).toHaveLength(1);
  text.delete(text.toString().indexOf('seccond'), 7);
  await pause();
  expect(marked('comment')).toEqual([]);
  expect(told.at(-1)?.get(one.id)).toBe('gone');
  places.choose(two.id);
  expect([marked('todo'), marked('chosen')]).toEqual([[], ['line.The']]);
  places.close();
  expect(marked('chosen')).toEqual([]);
});

test('the caret in a passage tells its comment, the innermost of several', () => {
  const { quill, places, carets, comment } = open('one two three four');
  const [outer, inner] = [comment('one two three'), comment('two')];
  places.follow([outer, inner]);
  for (const index of [1, 5, 17]) quill.setSelection(index, 0, 'user');
  expect(carets).toEqual([outer.id, inner.id, null]);
});

test('a comment is about the words selected, else the line of the caret, else the whole text', () => {
  const { text, editor, quill } = open('one two\n  three \n\nfour');
  const chosen = () => {
    const passage = chosenPassage(editor, text.toString());
    return passage && text.toString().slice(passage.from, passage.to);
  };
  expect(chosen()).toBeNull();
  quill.setSelection(3, 4, 'user');
  expect(chosen()).toBe('two');
  quill.setSelection(9, 0, 'user');
  expect(chosen()).toBe('three');
  quill.setSelection(17, 0, 'user');
  expect(chosen()).toBeNull();
});
