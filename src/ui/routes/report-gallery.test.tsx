import 'fake-indexeddb/auto';
import { act, cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Evidence } from '#domain/evidence/schema.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, instant, people, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ReportPage } from './report.tsx';

const newId = idMaker(0x6a);
const now = Date.parse(instant);
const count = 30;

/** The browser's observers, which see what the test says. */
let observed: { element: Element; see(isIntersecting: boolean): void }[] = [];

class Observer {
  readonly #hear: IntersectionObserverCallback;
  constructor(hear: IntersectionObserverCallback) {
    this.#hear = hear;
  }
  observe(element: Element): void {
    const see = (isIntersecting: boolean) => {
      const entry = { target: element, isIntersecting, boundingClientRect: { height: 321 } };
      // Only what the app reads of an entry and of an observer.
      this.#hear([entry as IntersectionObserverEntry], this as unknown as IntersectionObserver);
    };
    observed.push({ element, see });
  }
  disconnect(): void {}
}

let store: Store;

beforeEach(async () => {
  observed = [];
  vi.stubGlobal('IntersectionObserver', Observer);
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  const { id } = sampleExchange;
  await putRow(store.db, id, 'exchange', sampleExchange);
  for (let index = 1; index <= count; index += 1) await putRow(store.db, id, 'evidence', photo(index));
  await store.db.replicas.put({ ...freshReplica(id), cursor: 1, downloadedAt: now });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function photo(index: number): Evidence {
  const file = {
    blob: String(index % 10).repeat(64),
    thumb: null,
    type: 'image/jpeg',
    size: 4,
    name: 'a.jpg',
  } as const;
  const words = { caption: `Photo ${index}`, licence: 'CC BY-SA 4.0' } as const;
  return { id: newId(), sectionId: null, ...words, ...file, createdBy: people.mentor, createdAt: instant };
}

const captions = () => screen.queryAllByLabelText<HTMLTextAreaElement>('Caption');

async function see(item: Element, isIntersecting: boolean): Promise<void> {
  await act(() => {
    for (const each of observed) if (each.element === item) each.see(isIntersecting);
  });
}

test('of a long gallery what is near the screen is drawn; the rest keeps its place and its words', async () => {
  await openScreen(store, '/report', <ReportPage />);
  await waitFor(() => expect(captions()).toHaveLength(24));
  const last = screen.getByText(`Photo ${count}`).closest('li');
  const first = captions()[0]?.closest('li');
  if (!first || !last) throw new Error('the gallery has no items');

  await see(last, true);
  expect(captions()).toHaveLength(25);
  await see(first, false);
  expect(captions()).toHaveLength(24);
  expect(first.textContent).toBe('Photo 1');
  expect(first.style.blockSize).toBe('321px');
});

test('a caption that is being typed is drawn wherever it is', async () => {
  await openScreen(store, '/report', <ReportPage />);
  await waitFor(() => expect(captions()).toHaveLength(24));
  const [area] = captions();
  const item = area?.closest('li');
  if (!area || !item) throw new Error('the gallery has no items');
  area.focus();
  await see(item, false);
  expect(captions()).toHaveLength(24);
  area.blur();
  await see(item, false);
  expect(captions()).toHaveLength(23);
});

test('a long gallery is printed with all of its photos, and is as short as before afterwards', async () => {
  await openScreen(store, '/report', <ReportPage />);
  await vi.waitFor(() => expect(captions()).toHaveLength(24));
  const photos = () => screen.queryAllByLabelText(/^Photo \d+: /);
  expect(photos()).toEqual([]);
  await act(() => void dispatchEvent(new Event('beforeprint')));
  await vi.waitFor(() => expect(photos()).toHaveLength(count), { timeout: 5000 });
  await act(() => void dispatchEvent(new Event('afterprint')));
  expect(captions()).toHaveLength(24);
  expect(photos()).toEqual([]);
});
