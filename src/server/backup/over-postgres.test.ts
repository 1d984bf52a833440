import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseOf, newId, openTestApp, sendPull } from '../test-app.ts';
import { carnet, fill, newFolder } from './filled-store.ts';
import { tablesOf } from './tables.ts';

/** An empty database of its own, in the cluster of this run. */
async function newDatabase(): Promise<string> {
  const url = new URL(process.env.CARNET_TEST_POSTGRES ?? '');
  const name = `backup_${newId().replaceAll('-', '')}`;
  await query(url.href, `create database ${name}`);
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

/** Each table of a database with its rows in an order of their own, numbers as numbers. */
function contentOf(path: string) {
  const file = new DatabaseSync(path, { readOnly: true });
  const content = tablesOf(file).map(({ name, columns }) => {
    const rows = file
      .prepare(`select * from "${name}" order by ${columns.map((column) => `"${column}"`).join()}`)
      .all();
    return [name, rows.map((row) => ({ ...row }))] as const;
  });
  file.close();
  return Object.fromEntries(content);
}

/** A folder with a SQLite database, filled; its server has ended. */
async function filledFolder() {
  const dataDir = join(await newFolder(), 'data');
  const postgres = process.env.CARNET_TEST_POSTGRES;
  delete process.env.CARNET_TEST_POSTGRES;
  try {
    const app = await openTestApp({}, dataDir);
    const filled = await fill(app);
    await app.services.storage.close();
    return { dataDir, filled };
  } finally {
    process.env.CARNET_TEST_POSTGRES = postgres;
  }
}

test('SQLite moves to PostgreSQL and comes back as a backup: every table as it was, but for uploads under way', async () => {
  const { dataDir, filled } = await filledFolder();
  const DATABASE_URL = await newDatabase();
  const env = { CARNET_DATA: dataDir, DATABASE_URL };
  expect(await carnet(['move'], env)).toMatchObject({ code: 0, data: { exchanges: 1, lost: [] } });
  expect(await carnet(['verify'], env)).toMatchObject({ code: 0, data: { files: 2, faults: [] } });

  const backup = join(await newFolder(), 'backup');
  expect(await carnet(['backup', backup], env)).toMatchObject({
    code: 0,
    data: { from: 'postgres', files: 2, lost: [] },
  });
  const before = contentOf(join(dataDir, 'carnet.sqlite'));
  const filledTables = Object.entries(before).flatMap(([name, rows]) => (rows.length > 0 ? [name] : []));
  expect(filledTables).toEqual(
    expect.arrayContaining(['blobs', 'copies', 'devices', 'invitations', 'mutations', 'rows']),
  );
  expect(contentOf(join(backup, 'carnet.sqlite'))).toEqual({ ...before, uploads: [] });

  const figures = await carnet(['figures'], env);
  expect(figures).toMatchObject({ code: 0, data: { total: { exchanges: 1 } } });
  expect(figures).toEqual(await carnet(['figures', '--data', dataDir]));

  const next = { CARNET_DATA: join(await newFolder(), 'data'), DATABASE_URL: await newDatabase() };
  expect(await carnet(['restore', backup], next)).toMatchObject({ code: 0, data: { exchanges: 1, files: 2 } });
  expect(await carnet(['verify'], next)).toMatchObject({ code: 0, data: { faults: [] } });
  const versions = `select version from exchanges where id = '${filled.exchangeId}'`;
  expect(await query(next.DATABASE_URL, versions)).toEqual(await query(DATABASE_URL, versions));
});

test('a PostgreSQL database that is in use is not moved into, and nothing of the move is left', async () => {
  const { dataDir } = await filledFolder();
  const DATABASE_URL = await newDatabase();
  const env = { CARNET_DATA: dataDir, DATABASE_URL };
  await carnet(['exchanges'], env);
  await query(
    DATABASE_URL,
    `insert into invitations (secret_hash, participant_id, name, role, expires_at) values ('x', 'p', 'n', 'hub', 'never')`,
  );
  expect(await carnet(['move'], env)).toMatchObject({
    code: 1,
    data: { error: expect.stringContaining('in use already') },
  });
  expect(await query(DATABASE_URL, 'select count(*)::int as count from rows')).toEqual([{ count: 0 }]);
  expect((await carnet(['move'], { CARNET_DATA: dataDir })).code).toBe(2);
});

test('a backup of PostgreSQL while phones write is of one moment', async () => {
  await using app = await openTestApp({}, join(await newFolder(), 'data'));
  const { exchangeId, device } = await fill(app);
  const url = (await databaseOf(app.dataDir)) ?? '';
  let isOver = false;
  const { storage } = app.services;
  const write = async () => {
    while (!isOver)
      await storage.write(exchangeId, async (writer) => {
        const version = (await writer.version()) + 1;
        const note = { id: newId(), body: 'x', createdBy: device.participantId, createdAt: '2026-11-23T10:00:00.000Z' };
        await writer.txAt(version).put('note', { ...note, deletedAt: null } as never);
        await writer.saveVersion(version);
      });
  };
  const writing = write();
  const backup = join(await newFolder(), 'backup');
  const env = { CARNET_DATA: app.dataDir, DATABASE_URL: url };
  try {
    for (let round = 0; round < 3; round += 1) {
      expect((await carnet(['backup', backup], env)).code).toBe(0);
      expect(await carnet(['verify', '--data', backup])).toMatchObject({ code: 0, data: { faults: [] } });
    }
  } finally {
    isOver = true;
    await writing;
  }
  expect((await sendPull(app, device, exchangeId)).status).toBe(200);
});
