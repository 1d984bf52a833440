import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { ChangedEvent } from '#domain/protocol.ts';
import { openPostgresEvents } from '../postgres-events.ts';
import { newId } from '../test-app.ts';
import { openPostgresStorage } from './postgres.ts';

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
  expect(await query(url, 'select id from migrations order by id')).toEqual([{ id: 1 }, { id: 2 }]);
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
  await query(url, `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`);
  await expect.poll(() => heard.length, { timeout: 4000 }).toBe(2);
  here.publish({ type: 'changed', exchangeId, version: 8 });
  await expect.poll(() => heard.at(-1)).toEqual({ type: 'changed', exchangeId, version: 8 });
});
