import { cleanup, render, screen } from '@testing-library/preact';
import { encode } from 'uqr';
import { afterEach, expect, test } from 'vitest';
import { QrCode } from './qr-code.tsx';

afterEach(cleanup);

/** The modules that a path of `M x y h n v 1 h -n z` fills. */
function modulesOf(path: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  }
  return modules;
}

test('the path draws exactly the modules of the code, with the quiet border that the standard asks for', () => {
  const text = `https://carnet.example/join#${'a'.repeat(43)}`;
  render(<QrCode text={text} label="QR" />);
  const picture = screen.getByRole('img', { name: 'QR' });
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  expect(picture.getAttribute('viewBox')).toBe(`0 0 ${size} ${size}`);
  expect(modulesOf(picture.querySelector('path')?.getAttribute('d') ?? '', size)).toEqual(data);
  expect(data.slice(0, 4).flat()).not.toContain(true);
});
