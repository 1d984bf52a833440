import { expect, test } from 'vitest';
import { sniffFileType } from './file-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['RIFF\x00\x00\x00\x00WEBPVP8 ', 'image/webp'],
  ['%PDF-1.7', 'application/pdf'],
  ['a line before it\n%PDF-1.4', 'application/pdf'],
  [`${' '.repeat(1019)}%PDF-1.4`, 'application/pdf'],
  [`${' '.repeat(1020)}%PDF-1.4`, undefined],
  ['RIFF\x00\x00\x00\x00WAVE', undefined],
  ['<svg onload="alert(1)">', undefined],
  ['GIF89a', undefined],
  ['', undefined],
])('%j is %s', (text, type) => {
  expect(sniffFileType(bytes(text))).toBe(type);
});
