import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { tinyPdf } from './tiny-pdf.ts';

test('a tiny PDF says where each of its objects begins', () => {
  const text = Buffer.from(tinyPdf(['Café (Brno)', 'Total 42.00 EUR'])).toString('latin1');
  expect(text.startsWith('%PDF-1.4')).toBe(true);
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const offsets = [...text.slice(start).matchAll(/(\d{10}) 00000 n/g)].map(([, offset]) => Number(offset));
  expect(offsets).toHaveLength(5);
  for (const [at, offset] of offsets.entries()) expect(text.slice(offset).startsWith(`${at + 1} 0 obj`)).toBe(true);
});

test('a tiny PDF holds its lines, escaped, and the length of its stream', () => {
  const text = Buffer.from(tinyPdf(['Café (Brno)', 'Чай'])).toString('latin1');
  expect(text).toContain('(Café \\(Brno\\)) Tj');
  expect(text).toContain('(???) Tj');
  const [, length, stream] = /\/Length (\d+) >>\nstream\n(.*)\nendstream/s.exec(text) ?? [];
  expect(stream?.length).toBe(Number(length));
});
