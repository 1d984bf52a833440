import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '../base64.ts';
import { runsOf } from '../rich-text.ts';
import { textField } from '../text.ts';
import { keptText, runsOfVersion } from './version-formats.ts';

function textWith(write: (text: Y.Text) => void): { updates: string[]; text: Y.Text } {
  const doc = new Y.Doc();
  const text = doc.getText(textField);
  write(text);
  return { updates: [bytesToBase64(Y.encodeStateAsUpdate(doc))], text };
}

/** Runs of equal formats joined, so that two ways to cut the same text compare. */
function joined(runs: NonNullable<ReturnType<typeof runsOfVersion>>): string {
  return runs
    .map(({ text, formats }) => `${JSON.stringify(formats)}${text}`)
    .join('')
    .replaceAll('{}', '');
}

test('a version keeps bold words, lists and links, and gives them back as they stood', () => {
  const { updates, text } = textWith((body) => {
    body.insert(0, 'Зустріч 👋 in Brno', {});
    body.insert(body.length, '\n', { list: 'bullet', indent: 1 });
    body.insert(body.length, 'The library', { link: 'https://example.org/' });
    body.insert(body.length, '\n', { header: 2 });
    body.format(0, 7, { bold: true });
  });
  const kept = keptText(updates);
  expect(kept.words).toBe(text.toString());
  const runs = runsOfVersion(kept);
  expect(runs && joined(runs)).toBe(joined(runsOf(text.toDelta())));
  expect(runs?.map((run) => run.text).join('')).toBe(kept.words);
});

test('a text without formats says so, and a version of before they were kept does not know', () => {
  const { updates } = textWith((body) => body.insert(0, 'Plain words.'));
  expect(keptText(updates)).toEqual({ words: 'Plain words.', formats: [] });
  expect(runsOfVersion(keptText(updates))).toEqual([{ text: 'Plain words.', formats: {} }]);
  expect(runsOfVersion({ words: 'Old words.' })).toBeNull();
});

test('formats that a message has no room for are left out, and the words never are', () => {
  const { updates } = textWith((body) => body.insert(0, 'Bold', { bold: true }));
  expect(keptText(updates, 10)).toEqual({ words: 'Bold' });
});

test('places that no text has change no letter', () => {
  const odd = [
    { at: 90, length: 3, formats: { bold: true } },
    { at: 1, length: 500, formats: { bold: true } },
    { at: 0, length: 2, formats: { bold: true, link: 'javascript:alert(1)' } },
  ];
  expect(
    runsOfVersion({ words: 'abcd', formats: odd })
      ?.map(({ text }) => text)
      .join(''),
  ).toBe('abcd');
  expect(runsOfVersion({ words: 'abcd', formats: odd })?.[0]?.formats).toEqual({ bold: true });
});
