import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { ChangedEvent } from '#domain/protocol.ts';
import { openPostgresEvents } from '../postgres-events.ts';
import { newId } from '../test-app.ts';
import { migrate } from './migrations.ts';
import { openPostgresStorage } from './postgres.ts';
import type { Database } from './schema.ts';

/** An empty database of its own, in the cluster of this run. */
async function newDatabase(): Promise<string> {
  const server = process.env.CARNET_TEST_POSTGRES;
  if (server === undefined) throw new Error('tests/start-postgres.ts has not run');
  const name = `empty_${newId().replaceAll('-', '')}`;
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const open = async (url: string) => {
  const storage = await openPostgresStorage(url);
  onTestFinished(() => storage.close());
  return storage;
};

const events = async (url: string) => {
  const opened = await openPostgresEvents(url, () => {});
  onTestFinished(() => opened.close());
  return opened;
};

test('servers that start at once over an empty database migrate it once', async () => {
  const url = await newDatabase();
  await Promise.all([open(url), open(url), open(url)]);
  const ran = await query(url, 'select id from migrations order by id');
  expect(ran.map(({ id }) => id)).toEqual(ran.map((_, index) => index + 1));
  const parts = await query(url, `select count(*)::int as count from pg_inherits where inhparent = 'rows'::regclass`);
  expect(parts).toEqual([{ count: 16 }]);
});

test('S2: writes to one exchange from two servers follow one another, each seeing the one before', async () => {
  const url = await newDatabase();
  const servers = [await open(url), await open(url)];
  const exchangeId = newId();
  const countUp = (index: number) =>
    servers[index % 2]?.write(exchangeId, async (writer) => {
      const version = await writer.version();
      await writer.saveVersion(version + 1);
    });
  await Promise.all(Array.from({ length: 20 }, (_, index) => countUp(index)));
  expect(await servers[0]?.read(exchangeId, (reader) => reader.version())).toBe(20);
});

test('S4: a read sees one state of the exchange, whatever is committed meanwhile', async () => {
  const storage = await open(await newDatabase());
  const exchangeId = newId();
  await storage.write(exchangeId, (writer) => writer.saveVersion(1));
  const seen = await storage.read(exchangeId, async (reader) => {
    const before = await reader.version();
    await storage.write(exchangeId, (writer) => writer.saveVersion(2));
    return [before, await reader.version()];
  });
  expect(seen).toEqual([1, 1]);
});

test('S7: an event reaches the phones of every server, and after a lost connection each is told to look', async () => {
  const url = await newDatabase();
  const [here, there] = [await events(url), await events(url)];
  const heard: ChangedEvent[] = [];
  const exchangeId = newId();
  there.subscribe(exchangeId, (event) => heard.push(event));
  here.publish({ type: 'changed', exchangeId, version: 7 });
  await expect.poll(() => heard).toEqual([{ type: 'changed', exchangeId, version: 7 }]);
  await query(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`,
  );
  await expect.poll(() => heard.length, { timeout: 4000 }).toBe(2);
  here.publish({ type: 'changed', exchangeId, version: 8 });
  await expect.poll(() => heard.at(-1)).toEqual({ type: 'changed', exchangeId, version: 8 });
});

test('a store that is closed while somebody reads lets them finish, and is closed then', async () => {
  const storage = await openPostgresStorage(await newDatabase());
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const reading = storage.read(newId(), async (reader) => {
    begun.resolve();
    await mayEnd.promise;
    return reader.version();
  });
  await begun.promise;
  const closing = storage.close();
  mayEnd.resolve();
  expect(await reading).toBe(0);
  await closing;
});

test('what was in one piece is partitioned by exchange, with all that it held', async () => {
  const url = await newDatabase();
  await migrateUntil(url, 6);
  const [exchangeId, deviceId] = [newId(), newId()];
  const at = '2026-11-23T10:00:00.000Z';
  await query(
    url,
    `insert into replicas (device_id, exchange_id, last_seq) values ('${deviceId}', '${exchangeId}', 7)`,
  );
  await query(url, `insert into blobs values ('${exchangeId}', 'ab', 5, 'image/jpeg', '${at}')`);
  await query(url, `insert into copies values ('${exchangeId}', 'ab', '${deviceId}', '${at}')`);
  const { files, ...storage } = await opened(url);
  expect(await storage.lastSeqs(exchangeId)).toEqual({ [deviceId]: 7 });
  expect(await files.findBlob(exchangeId, 'ab')).toMatchObject({ size: 5, createdAt: at });
  expect(await files.copiesOfOthers(exchangeId, newId(), ['ab'])).toEqual([{ hash: 'ab', at }]);
  const partitioned = await query(
    url,
    `select partrelid::regclass::text as name, pg_get_partkeydef(partrelid) as key from pg_partitioned_table order by 1`,
  );
  expect(partitioned).toEqual(
    ['blobs', 'copies', 'mutations', 'replicas', 'rows'].map((name) => ({ name, key: 'HASH (exchange_id)' })),
  );
  const leftOver = await query(url, `select count(*)::int as count from pg_class where relname like '%_whole%'`);
  expect(leftOver).toEqual([{ count: 0 }]);
  // The keys still hold.
  await expect(
    query(url, `insert into blobs values ('${exchangeId}', 'ab', 5, 'image/jpeg', '${at}')`),
  ).rejects.toThrow(/duplicate key/);
});

async function opened(url: string) {
  const storage = await open(url);
  return {
    files: storage.files,
    lastSeqs: (exchangeId: string) => storage.read(exchangeId, (reader) => reader.lastSeqs()),
  };
}

/** As an older Carnet left it. */
async function migrateUntil(url: string, last: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: url });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  await migrate(db, 'postgres', '2026-11-23T10:00:00.000Z', last);
  await db.destroy();
}
