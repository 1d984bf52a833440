import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { PhotoOpener, PhotoSet } from './photo-set.tsx';
import { RichText } from './rich-text.tsx';
import { openScreen } from './test-app.tsx';

const newId = idMaker(0x7c);
const [first, second, gone] = [newId(), newId(), newId()];
const photos = [
  { id: first, blob: 'a'.repeat(64), size: 2_400_000, thumb: null, alt: 'The whiteboard' },
  { id: second, blob: 'b'.repeat(64), size: null, thumb: null, alt: 'The group' },
];

afterEach(cleanup);

async function open() {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const store = openStore(contextOf('mentor'), { now: () => 0, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  const inlines = [
    { text: 'as we drew', evidence: first },
    { text: ' and lost', evidence: gone },
  ];
  await openScreen(
    store,
    '/x',
    <PhotoSet photos={photos}>
      <RichText blocks={[{ kind: 'paragraph', level: 0, inlines }]} />
      <PhotoOpener id={second} class="evidence-open">
        picture
      </PhotoOpener>
    </PhotoSet>,
  );
}

test('words that refer to a photo open it on the whole screen, and the others of its set stand beside it', async () => {
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'as we drew Open in full' }));
  const viewer = await screen.findByRole('dialog', { name: 'The whiteboard' });
  fireEvent.click(within(viewer).getByRole('button', { name: 'Next page' }));
  await screen.findByRole('dialog', { name: 'The group' });
});

test('words that refer to a photo that is not there are words, and a size that nobody knows is not made up', async () => {
  await open();
  await screen.findByText('and lost');
  expect(screen.queryByRole('button', { name: /and lost/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'picture Open in full' }));
  expect((await screen.findByRole('dialog', { name: 'The group' })).textContent).not.toMatch(/\d kB|\d byte|MB/);
});

test('a photo is enlarged, changed and left by keys, and the focus goes back to what opened it', async () => {
  await open();
  const opener = await screen.findByRole('button', { name: 'as we drew Open in full' });
  opener.focus();
  fireEvent.click(opener);
  const viewer = await screen.findByRole('dialog', { name: 'The whiteboard' });
  const scale = () => viewer.querySelector('.viewer-scale')?.textContent;
  within(viewer).getByRole('button', { name: 'Close' }).focus();
  fireEvent.keyDown(document.activeElement ?? viewer, { key: '+' });
  await waitFor(() => expect(scale()).toBe('150%'));
  // Enlarged, the arrows move the picture and not to the next one.
  fireEvent.keyDown(viewer, { key: 'ArrowRight' });
  expect(viewer.getAttribute('aria-label')).toBe('The whiteboard');
  fireEvent.keyDown(viewer, { key: '-' });
  await waitFor(() => expect(scale()).toBe('100%'));
  fireEvent.keyDown(viewer, { key: 'ArrowRight' });
  await waitFor(() => expect(viewer.getAttribute('aria-label')).toBe('The group'));
  fireEvent.keyDown(viewer, { key: 'ArrowLeft' });
  await waitFor(() => expect(viewer.getAttribute('aria-label')).toBe('The whiteboard'));
  // What Escape sends to a dialog.
  fireEvent(viewer, new Event('cancel', { cancelable: true }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(opener);
});
