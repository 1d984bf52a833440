import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { base64ToBytes, bytesToBase64, mergeUpdates, openText, textField, textOf } from './text.ts';

function typed(doc: Y.Doc, at: number, words: string): string {
  let update = '';
  doc.once('update', (bytes: Uint8Array) => {
    update = bytesToBase64(bytes);
  });
  doc.getText(textField).insert(at, words);
  return update;
}

test('base64 is what the platform says it is, for every length', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 89 + length) % 256);
    const text = Buffer.from(bytes).toString('base64');
    expect(bytesToBase64(bytes)).toBe(text);
    expect(base64ToBytes(text)).toEqual(bytes);
  }
});

test('two people who write at once both stay, in whatever order and however often their updates come', () => {
  const first = new Y.Doc();
  const start = typed(first, 0, 'We met in Brno. ');
  const second = openText([start]);
  const mine = typed(first, 16, 'Mentee’s line. ');
  const theirs = typed(second, 16, 'Рядок наставника. ');
  const text = textOf([start, mine, theirs]);
  expect(text).toContain('Mentee’s line. ');
  expect(text).toContain('Рядок наставника. ');
  expect(textOf([theirs, theirs, mine, start, mine])).toBe(text);
  expect(textOf([mergeUpdates([mine, start]), theirs])).toBe(text);
});
