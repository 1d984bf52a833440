import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from './base64.ts';
import { mergeUpdates, openText, textField, textOf } from './text.ts';

function typed(doc: Y.Doc, at: number, words: string): string {
  let update = '';
  doc.once('update', (bytes: Uint8Array) => {
    update = bytesToBase64(bytes);
  });
  doc.getText(textField).insert(at, words);
  return update;
}

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
