import { expect, test } from 'vitest';
import { codeFrom, codeOfText, codePattern, spacedCode } from './code.ts';

test('a code is ten characters that can’t be mistaken for each other', () => {
  const code = codeFrom(Uint8Array.from({ length: 10 }, (_, index) => index * 29));
  expect(code).toMatch(codePattern);
  expect(codeFrom(new Uint8Array(10).fill(255))).toBe('ZZZZZZZZZZ');
  expect(code).not.toMatch(/[ILOU]/);
});

test('every one of the 32 characters is as likely as any other', () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const [first = ''] = codeFrom(new Uint8Array(10).fill(byte));
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  expect([...counts.values()]).toEqual(Array(32).fill(8));
});

test('what a person types is read as the code that was meant', () => {
  expect(spacedCode('K3D9W7XQ2M')).toBe('K3D9W-7XQ2M');
  for (const typed of ['K3D9W-7XQ2M', ' k3d9w 7xq2m\n', 'K3D9W—7XQ2M', 'k3d9w7xq2m'])
    expect(codeOfText(typed)).toBe('K3D9W7XQ2M');
  expect(codeOfText('oIl00 11111')).toBe('0110011111');
});

test('what is no code is none', () => {
  for (const text of ['', 'K3D9W', 'K3D9W-7XQ2MA', 'K3D9W-7XQ2U', 'К3D9W-7XQ2M', 'https://carnet.example/join'])
    expect(codeOfText(text)).toBeUndefined();
});
