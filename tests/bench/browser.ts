import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Phone, seed } from '../load/seed.ts';
import { startLoadServer } from '../load/server-process.ts';
import { buildBenchPage, call, openBenchPage } from './bench-page.ts';
import { type Figure, figure, spread } from './figure.ts';
import { startFloor } from './floor-process.ts';
import { inFolder } from './folder.ts';

const rounds = 7;
const rows = 2000;
const floorName = { sync: 'one fetch and one Dexie bulkPut of the same rows', puts: '500 bare Dexie puts' };

/** Why these cost what they cost, from traces of each request to IndexedDB and to the server. */
const notes = {
  first:
    'four fifths are IndexedDB’s own: four pages of 500 rows, each row under a key and an index of three names (its exchange, its kind, itself or its owner), where the floor has one request and shorter ones. Only the first page is waited for (3 %), the others come while one is written; the schemas of the rows take 4 %, the list at the end 3 %. Keys without the exchange would need a database for each',
  local:
    'an edit is two reads at once, then four puts at once (the row, what was there before, the outbox entry, the last number), in one durable transaction; the floor is one put. The same requests without Dexie and without any rule take 1.7 to 2.0 times the floor, and 1.2 times with two puts and no read: so 1.2 is out of reach as long as the row is read for its rules. An explicit commit() would save a tenth, but what failed after it would not undo the rest',
  flushed:
    'over the floor: the server runs each edit with its rules and logs it; its answer brings the 500 rows back to the writer, which compares them with its own (one question) and moves 500 entries from the outbox to the journal (fifty to a record), where the floor has no second phone',
  texts:
    'three requests, one in each round, where the floor makes four; and in each round one transaction that takes the writes (on the disk before they go), and four that don’t wait for it: the answer with its page, the files, the status twice. The floor keeps nothing, neither on the phones nor on the server',
};

/**
 * The store and the sync in a real browser, without screens, against a real server in a process of its own: each beside
 * its floor, in turns.
 */
export function measureSyncInBrowser(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const { phones } = await seed(dataDir, 2, rows, 8);
    const dist = join(folder, 'dist');
    await buildBenchPage(dist);
    const server = await startLoadServer(dataDir, dist);
    const floor = await startFloor(join(folder, 'floor.sqlite'));
    const { page, context } = await openBenchPage(join(folder, 'profile'), server.origin);
    try {
      return await measureOn(page, phones, floor.origin, dist);
    } finally {
      await context.close();
      await floor.close();
      await server.close();
    }
  });
}

async function measureOn(page: Page, phones: readonly Phone[], floor: string, dist: string): Promise<Figure[]> {
  const [first, second, third, fourth] = phones;
  const [writer, reader] = phones.slice(4);
  if (!first || !second || !third || !fourth || !writer || !reader) throw new Error('too few phones');
  await writeRows(page, first, join(dist, 'assets'));
  const sync = await inTurns(
    () => call(page, 'firstSync', first),
    () => call(page, 'firstSyncFloor', '/assets/rows.json'),
  );
  const local = await inTurns(
    () => call(page, 'localEdits', first),
    () => call(page, 'localEditsFloor'),
  );
  const flushed = await inTurns(
    () => call(page, 'flush', writer, reader),
    () => call(page, 'flushFloor', floor),
  );
  const bytes: number[] = [];
  const texts = await inTurns(
    async () => {
      const joined = await call(page, 'joinTexts', third, fourth);
      bytes.push(joined.bytes);
      return joined.ms;
    },
    async () => (await call(page, 'joinTextsFloor', floor)).ms,
  );
  return [
    figure(`first-sync: ${rows} rows to an empty phone`, {
      ...named(sync, floorName.sync),
      aim: { most: 1.3 },
      note: notes.first,
    }),
    figure('flush: 500 local edits', { ...named(local, floorName.puts), aim: { most: 1.2 }, note: notes.local }),
    figure('flush: 500 edits to another phone', {
      ...named(flushed, 'one POST with a transaction of 500 inserts, one fetch, one bulkPut'),
      aim: { most: 1.4 },
      note: notes.flushed,
    }),
    figure('text: two phones, 5,000 characters each', {
      ...named(texts, 'bare Yjs updates, handed on'),
      aim: { most: 1.3 },
      note: notes.texts,
    }),
    figure('text: the same on the wire', { unit: 'B', value: spread(bytes), aim: { mostOf: 40_000 } }),
  ];
}

type Pair = readonly [number[], number[]];

async function inTurns(work: () => Promise<number>, floor: () => Promise<number>): Promise<Pair> {
  const found: Pair = [[], []];
  // Once for nothing: the browser compiles what it meets.
  await work();
  await floor();
  for (let round = 0; round < rounds; round += 1) {
    found[0].push(await work());
    found[1].push(await floor());
  }
  return found;
}

function named([value, floor]: Pair, name: string) {
  return { value: spread(value), floor: { name, value: spread(floor) } };
}

/** The rows of the exchange as one file, which the floor fetches from the same server. */
async function writeRows(page: Page, { exchangeId, token }: Phone, folder: string): Promise<void> {
  const changes: unknown[] = [];
  for (let cursor = 0, more = true; more; ) {
    const body = { type: 'pull', protocol: 1, app: 'bench', exchangeId, cursor, cursorId: null, ackedSeq: 0 };
    const answer = await page.request.post('/api/sync/pull', {
      headers: { Authorization: `Bearer ${token}` },
      data: body,
    });
    const pulled = await answer.json();
    changes.push(...pulled.changes);
    ({ cursor, more } = pulled);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'rows.json'), JSON.stringify({ changes }));
}
