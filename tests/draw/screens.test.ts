import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { screens, signedScreens } from './screens.ts';

/** Whether an address is one of a route: `:part` takes a word, `:part?` one or none. */
function takes(route: string, path: string): boolean {
  const words = (path.split('?')[0] ?? '').split('/');
  const parts = route.split('/');
  return (
    words.length <= parts.length &&
    parts.every((part, at) => (part.startsWith(':') ? part.endsWith('?') || !!words[at] : words[at] === part))
  );
}

test('every route of the app has a picture', () => {
  const app = readFileSync(resolve(import.meta.dirname, '../../src/ui/app.tsx'), 'utf8');
  const routes = [...new Set([...app.matchAll(/<Route path="([^"]+)"/g)].map(([, route = '']) => route))];
  expect(routes.length).toBeGreaterThan(30);
  const paths = [...screens, ...signedScreens].map(({ path }) => path);
  expect(routes.filter((route) => !paths.some((path) => takes(route, path)))).toEqual([]);
});
