import pg from 'pg';
import { onTestFinished } from 'vitest';
import { openPostgresStorage } from '#server/db/postgres.ts';
import { exchangeId, idMaker } from '../fixtures.ts';
import { txContract } from './tx-contract.ts';

const newId = idMaker(0xd9);

/** A migrated database of its own, in the cluster of this run. */
async function newDatabase(): Promise<string> {
  const url = new URL(process.env.CARNET_TEST_POSTGRES ?? '');
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const name = `tx_${newId().replaceAll('-', '')}`;
  await client.query(`create database ${name} template migrated`);
  await client.end();
  url.pathname = name;
  return url.href;
}

txContract('PostgreSQL', async () => {
  const storage = await openPostgresStorage(await newDatabase());
  onTestFinished(() => storage.close());
  let version = 0;
  return (work) => {
    version += 1;
    return storage.write(exchangeId, (writer) => work(writer.txAt(version)));
  };
});
