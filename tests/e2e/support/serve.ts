/**
 * The server of an end-to-end test, as a process of its own, so that it can be killed and started again over the
 * same folder: `node serve.ts FOLDER PORT [APP]`. On an empty folder it seeds the sample exchange and invites its people.
 * Prints one line of JSON when it listens.
 */
import { resolve } from 'node:path';
import { inviteToDemo, seedDemo } from '#server/demo/seed-demo.ts';
import { startServer } from '#server/serve.ts';

const [dataDir = '', port = '0', distDir = resolve(import.meta.dirname, '../../../dist')] = process.argv.slice(2);
const server = await startServer({ dataDir, port: Number(port), distDir });
const isEmpty = (await server.services.storage.listExchanges(null)).length === 0;
const links = isEmpty ? await seed() : {};
console.log(JSON.stringify({ origin: server.origin, links }));
process.once('SIGTERM', () => void server.close());

async function seed(): Promise<Record<string, string>> {
  const sample = await seedDemo(server.services);
  return { ...(await inviteToDemo(server.services, server.origin, sample)), exchangeId: sample.exchangeId };
}
