import { expect, test } from 'vitest';
import { secretOf } from './invitation-link.ts';

const secret = 'abcDEF_-0123456789abcDEF_-0123456789abcDEF_';

test.each([
  ['the whole link', `https://carnet.example/join#${secret}`],
  ['the part after #', `#${secret}`],
  ['the bare secret', secret],
  ['a link inside a message', `Hello,\nhttps://carnet.example/join#${secret} \nSee you!`],
])('finds the secret in %s', (_name, text) => {
  expect(secretOf(text)).toBe(secret);
});

test.each(['', 'https://carnet.example/join', `#${secret.slice(1)}`, `#${secret}x`])('finds none in “%s”', (text) => {
  expect(secretOf(text)).toBeUndefined();
});

test.each(['K3D9W-7XQ2M', 'k3d9w 7xq2m', ' K3D9W7XQ2M\n', 'https://carnet.example/join#K3D9W-7XQ2M'])(
  'takes “%s” as the code that it is',
  (text) => {
    expect(secretOf(text)).toBe('K3D9W7XQ2M');
  },
);
