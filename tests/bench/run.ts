/**
 * `npm run bench`: what Carnet costs above the least that the same work could cost, in the same run on the same
 * machine. Prints a table and writes it to test-results/bench.json. Figures are medians, in milliseconds.
 * `npm run bench -- typing` measures typing in a long report only, in a browser.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createApp } from '#server/app.ts';
import { ensureBuilt } from '#server/ensure-built.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices } from '#server/services.ts';
import { idMaker, instant, sampleExchange } from '../fixtures.ts';
import { openBenchPhone } from './bench-phone.ts';
import { type Figure, figure, median } from './figure.ts';
import { measureFirstPages } from './first-page.ts';
import { measureTyping } from './typing.ts';

const writes = 500;
const rounds = 7;
const newId = idMaker(0xbe);
await ensureBuilt(resolve(import.meta.dirname, '../..'));
if (process.argv.includes('typing')) {
  report(await measureTyping());
  process.exit();
}
const folder = await mkdtemp(join(tmpdir(), 'carnet-bench-'));
const services = await openServices(folder, () => {});
const app = createApp(services);
const exchangeId = newId();
const participantId = newId();

const exchange = { ...sampleExchange, id: exchangeId };
await seedMutations(services, exchangeId, [
  { participantId: newId(), role: 'hub', name: 'exchange.create', args: exchange },
]);
const phone = await openBenchPhone(services, app, { exchangeId, participantId });
let seq = 0;

const push = await median(rounds, () => phone.post('/api/sync/push', { mutations: notes() }));
const insert = await median(rounds, insertRows);
const pull = await median(rounds, () => phone.post('/api/sync/pull', { cursor: 0, ackedSeq: 0 }));
const firstPages = await measureFirstPages(join(folder, 'grown'));
const parse = await median(rounds, async () => JSON.parse(JSON.stringify(notes())));

report([
  figure(`push of ${writes} notes`, `${writes} rows into SQLite, one transaction`, push, insert),
  figure('first page of a pull', 'the same rows through JSON', pull, parse),
  ...firstPages,
  ...(await measureTyping()),
]);
await closeServices(services);
await rm(folder, { recursive: true });

function notes() {
  return Array.from({ length: writes }, () => {
    seq += 1;
    const args = { id: newId(), body: 'What we agreed on the tram.', createdBy: participantId, createdAt: instant };
    return { id: newId(), seq, name: 'note.add', args };
  });
}

/** The floor of a push: the rows and their log, in one durable transaction, and nothing else. */
async function insertRows(): Promise<void> {
  const database = new DatabaseSync(join(folder, `floor-${newId()}.sqlite`));
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  database.exec(
    'create table rows (id text primary key, value text); create table log (id text primary key, value text)',
  );
  const insertRow = database.prepare('insert into rows values (?, ?)');
  const insertLog = database.prepare('insert into log values (?, ?)');
  database.exec('begin');
  for (const { id, args } of notes()) {
    insertRow.run(args.id, JSON.stringify(args));
    insertLog.run(id, JSON.stringify(args));
  }
  database.exec('commit');
  database.close();
  seq -= writes;
}

function report(figures: Figure[]): void {
  for (const { name, floor, milliseconds, floorMilliseconds, ratio } of figures) {
    const cost = `${milliseconds.toFixed(1)} ms, floor ${floorMilliseconds.toFixed(1)} ms (${floor})`;
    console.log(`${name}: ${cost}, ${ratio.toFixed(1)} times the floor`);
  }
  mkdirSync('test-results', { recursive: true });
  writeFileSync('test-results/bench.json', `${JSON.stringify(figures, null, 2)}\n`);
}
