import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Caret } from '#domain/presence/messages.ts';
import { textField } from '#domain/text.ts';
import { followCaret, indexOf } from './joint-text-others.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two phones with the same words; what one tells of its caret, the other looks up. */
function openPair(words: string) {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  mine.getText(textField).insert(0, words);
  const sync = () => {
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  };
  sync();
  const told: (Caret | null)[] = [];
  const caret = { index: 0, length: 0 };
  let changed = () => {};
  const editor = {
    selection: () => caret,
    onChange(listener: () => void) {
      changed = listener;
      return () => {};
    },
  };
  const text = mine.getText(textField);
  const stop = followCaret({ tell: (_id, place) => told.push(place) }, 'text', text, editor);
  return {
    text,
    theirs: theirs.getText(textField),
    sync,
    told,
    stop,
    select(index: number, length = 0) {
      Object.assign(caret, { index, length });
      changed();
      vi.runAllTimers();
    },
    /** Where the other phone shows the selection that was told last. */
    shown() {
      const last = told.at(-1);
      return last ? [last.anchor, last.head].map((place) => indexOf(theirs.getText(textField), place)) : null;
    },
  };
}

test('a selection stays at its words, whatever the other writes before them meanwhile', () => {
  const pair = openPair('We met twice.');
  pair.select(3, 3);
  expect(pair.shown()).toEqual([3, 6]);
  pair.theirs.insert(0, 'On Monday: ');
  expect(pair.shown()).toEqual([14, 17]);
});

test('the caret goes with what is typed at it, in the middle and at the end, without another word of it', () => {
  const pair = openPair('We met.');
  for (const index of [6, 7]) {
    pair.select(index);
    pair.text.insert(index, ' twice');
    pair.sync();
    expect(pair.shown()).toEqual([index + 6, index + 6]);
    pair.select(index + 6);
    expect(pair.told.at(-1)).toEqual(pair.told.at(-2));
    pair.text.delete(index, 6);
    pair.sync();
  }
});

test('beside a letter that has not arrived a caret is nowhere yet, as is what is no place', () => {
  const pair = openPair('We met.');
  pair.text.insert(0, 'Here ');
  pair.select(2);
  expect(pair.shown()).toEqual([null, null]);
  pair.sync();
  expect(pair.shown()).toEqual([2, 2]);
  for (const place of ['', '////////', 'AA==']) expect(indexOf(pair.theirs, place), place).toBeNull();
});

test('who closes the text says so', () => {
  const pair = openPair('We met.');
  pair.select(2);
  pair.stop();
  expect(pair.told.at(-1)).toBeNull();
});
