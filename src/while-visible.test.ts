import { expect, test } from 'vitest';
import { whileVisible } from './while-visible.ts';

function openPage() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const show = (state: DocumentVisibilityState) => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  // The three members of a document that are asked.
  return { page: page as unknown as Document, show };
}

test('a page in the background lets go, takes up again when it is looked at, and ends once', () => {
  const { page, show } = openPage();
  const seen: string[] = [];
  const end = whileVisible(page, () => {
    seen.push('start');
    return () => seen.push('stop');
  });
  show('visible');
  expect(seen).toEqual(['start']);
  show('hidden');
  show('hidden');
  expect(seen).toEqual(['start', 'stop']);
  show('visible');
  end();
  end();
  show('visible');
  expect(seen).toEqual(['start', 'stop', 'start', 'stop']);
});

test('a page that is opened in the background begins when it is looked at', () => {
  const { page, show } = openPage();
  show('hidden');
  const seen: string[] = [];
  whileVisible(page, () => {
    seen.push('start');
    return () => seen.push('stop');
  });
  expect(seen).toEqual([]);
  show('visible');
  expect(seen).toEqual(['start']);
});
