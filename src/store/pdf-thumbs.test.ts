import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import { contextOf, exchangeId, idMaker, people, sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { storeBytes } from './blobs.ts';
import { CarnetDb } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { drawMissingThumbs } from './pdf-thumbs.ts';
import type { PreparedPicture } from './picture/picture-file.ts';
import { getRow } from './queries/rows.ts';
import { openStore, type Store } from './store.ts';

const newId = idMaker(0xf1);
const now = Date.parse('2026-05-12T07:30:00Z');
const expenseId = newId();
let store: Store;
/** What becomes of each PDF that is drawn, and which were. */
let draw: () => PreparedPicture;
let drawn: string[];

const bytesOf = (content: string) => new TextEncoder().encode(content).buffer;
const page = (): PreparedPicture => ({
  picture: { bytes: bytesOf('page'), type: 'image/jpeg' },
  thumb: { bytes: bytesOf('small'), type: 'image/webp' },
});

beforeEach(async () => {
  draw = page;
  drawn = [];
  const device = {
    now: () => now,
    fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes),
    drawPdf: async (pdf: ArrayBuffer) => {
      drawn.push(new TextDecoder().decode(pdf));
      return draw();
    },
  };
  store = openStore(contextOf('mentor'), device, new CarnetDb(newId()));
  await putRow(store.db, exchangeId, 'expense', sampleExpense(expenseId));
});

async function capture(content: string, createdBy = people.mentor): Promise<string> {
  const { hash } = await storeBytes(store.db, exchangeId, { bytes: bytesOf(content), type: 'application/pdf' }, now);
  const id = newId();
  const pdf = { type: 'application/pdf', thumb: null } as const;
  await putRow(store.db, exchangeId, 'receipt', { ...sampleReceipt(id, expenseId, hash, createdBy), ...pdf });
  return id;
}

const thumbOf = async (id: string) => (await getRow(store, 'receipt', id))?.thumb;

test('a PDF gets its small picture, which is on the disk and waits to be sent', async () => {
  const id = await capture('ticket');
  await drawMissingThumbs(store, new Set());
  const thumb = String(await thumbOf(id));
  expect(await store.db.blobs.get([exchangeId, thumb])).toMatchObject({ state: 'waiting', type: 'image/webp' });
  expect((await store.db.outbox.toArray()).map(({ name }) => name)).toEqual(['receipt.redraw']);
  await drawMissingThumbs(store, new Set());
  expect(drawn).toEqual(['ticket']);
});

test('what draws PDFs is not here yet: nothing is lost, and it is drawn another time', async () => {
  const [first, second] = [await capture('one'), await capture('two')];
  const tried = new Set<string>();
  draw = () => {
    throw new CarnetError('pdf_needs_network');
  };
  await drawMissingThumbs(store, tried);
  expect(drawn).toHaveLength(1);
  draw = page;
  await drawMissingThumbs(store, tried);
  expect([await thumbOf(first), await thumbOf(second)]).not.toContain(null);
});

test('one that can’t be drawn is tried once, keeps no other one waiting, and stays as it is', async () => {
  const ids = [await capture('locked'), await capture('good')];
  const tried = new Set<string>();
  draw = () => {
    if (drawn.at(-1) === 'locked') throw new CarnetError('pdf_locked');
    return page();
  };
  await drawMissingThumbs(store, tried);
  await drawMissingThumbs(store, tried);
  expect(drawn.filter((content) => content === 'locked')).toHaveLength(1);
  expect(await Promise.all(ids.map(thumbOf))).toEqual([null, expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

test('those of others are theirs to draw', async () => {
  await capture('ticket', people.mentee);
  await drawMissingThumbs(store, new Set());
  expect(drawn).toEqual([]);
});
