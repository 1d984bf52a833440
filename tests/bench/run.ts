/**
 * `npm run bench`: what Carnet costs above the least that the same work could cost, in the same run on the same
 * machine. Prints a table and writes it to test-results/bench.json. Figures are medians, in milliseconds.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { protocolVersion } from '#domain/protocol.ts';
import { createApp } from '#server/app.ts';
import { createInvitation } from '#server/invitations.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices } from '#server/services.ts';
import { idMaker, instant, sampleExchange } from '../fixtures.ts';

type Figure = { name: string; floor: string; milliseconds: number; floorMilliseconds: number; ratio: number };

const writes = 500;
const rounds = 7;
const newId = idMaker(0xbe);
const folder = await mkdtemp(join(tmpdir(), 'carnet-bench-'));
const services = await openServices(folder, () => {});
const app = createApp(services);
const origin = 'http://localhost';
const exchangeId = newId();
const participantId = newId();

const exchange = { ...sampleExchange, id: exchangeId };
await seedMutations(services, exchangeId, [
  { participantId: newId(), role: 'hub', name: 'exchange.create', args: exchange },
]);
const token = await signIn();
let seq = 0;

const push = await median(async () => void (await post('/api/sync/push', { mutations: notes() })));
const insert = await median(insertRows);
const pull = await median(async () => void (await post('/api/sync/pull', { cursor: 0, ackedSeq: 0 })));
const parse = await median(async () => void JSON.parse(JSON.stringify(notes())));

report([
  figure(`push of ${writes} notes`, `${writes} rows into SQLite, one transaction`, push, insert),
  figure('first page of a pull', 'the same rows through JSON', pull, parse),
]);
await closeServices(services);
await rm(folder, { recursive: true });

async function signIn(): Promise<string> {
  const invitation = { participantId, name: 'bench', exchangeId, role: 'mentor' } as const;
  const { secret } = await createInvitation(services, origin, invitation);
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  await request('/api/invitations/redeem', '', {
    type: 'redeem',
    secret,
    deviceId: newId(),
    deviceName: 'bench',
    token,
  });
  return token;
}

function notes() {
  return Array.from({ length: writes }, () => {
    seq += 1;
    const args = { id: newId(), body: 'What we agreed on the tram.', createdBy: participantId, createdAt: instant };
    return { id: newId(), seq, name: 'note.add', args };
  });
}

function post(path: string, body: object): Promise<void> {
  const type = path.endsWith('push') ? 'push' : 'pull';
  return request(path, token, { type, protocol: protocolVersion, app: 'bench', exchangeId, ...body });
}

async function request(path: string, bearer: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` };
  const response = await app.fetch(new Request(origin + path, { method: 'POST', headers, body: JSON.stringify(body) }));
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
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

async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

function figure(name: string, floor: string, milliseconds: number, floorMilliseconds: number): Figure {
  return { name, floor, milliseconds, floorMilliseconds, ratio: milliseconds / floorMilliseconds };
}

function report(figures: Figure[]): void {
  for (const { name, floor, milliseconds, floorMilliseconds, ratio } of figures) {
    const cost = `${milliseconds.toFixed(1)} ms, floor ${floorMilliseconds.toFixed(1)} ms (${floor})`;
    console.log(`${name}: ${cost}, ${ratio.toFixed(1)} times the floor`);
  }
  mkdirSync('test-results', { recursive: true });
  writeFileSync('test-results/bench.json', `${JSON.stringify(figures, null, 2)}\n`);
}
