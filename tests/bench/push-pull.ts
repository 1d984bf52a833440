import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createApp } from '#server/app.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices } from '#server/services.ts';
import { idMaker, instant, sampleExchange } from '../fixtures.ts';
import { openBenchPhone } from './bench-phone.ts';
import { type Figure, figure, timeInTurns } from './figure.ts';
import { inFolder } from './folder.ts';

const writes = 500;
const rounds = 7;
const newId = idMaker(0xbe);

/** A push of many writes against their rows and their log in one durable transaction; a first pull against bare JSON. */
export function measurePushAndPull(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const services = await openServices(folder, () => {});
    const [exchangeId, participantId] = [newId(), newId()];
    const exchange = { ...sampleExchange, id: exchangeId };
    await seedMutations(services, exchangeId, [
      { participantId: newId(), role: 'hub', name: 'exchange.create', args: exchange },
    ]);
    const phone = await openBenchPhone(services, createApp(services), { exchangeId, participantId });
    let seq = 0;
    const notes = () => Array.from({ length: writes }, () => noteOf(participantId));
    const push = () => phone.post('/api/sync/push', { mutations: notes().map((note) => ({ ...note, seq: ++seq })) });
    const [pushed, inserted] = await timeInTurns(rounds, [push, () => insertRows(folder, notes())]);
    const [pulled, parsed] = await timeInTurns(rounds, [
      () => phone.post('/api/sync/pull', { cursor: 0, ackedSeq: 0 }),
      () => JSON.parse(JSON.stringify(notes())),
    ]);
    await closeServices(services);
    if (!pushed || !inserted || !pulled || !parsed) throw new Error('nothing was measured');
    return [
      figure(`push of ${writes} notes`, {
        value: pushed,
        floor: { name: `${writes} rows into SQLite, one transaction`, value: inserted },
      }),
      figure('first page of a pull', { value: pulled, floor: { name: 'the same rows through JSON', value: parsed } }),
    ];
  });
}

function noteOf(createdBy: string) {
  const args = { id: newId(), body: 'What we agreed on the tram.', createdBy, createdAt: instant };
  return { id: newId(), name: 'note.add', args };
}

async function insertRows(folder: string, notes: readonly ReturnType<typeof noteOf>[]): Promise<void> {
  const database = new DatabaseSync(join(folder, `floor-${newId()}.sqlite`));
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  database.exec(
    'create table rows (id text primary key, value text); create table log (id text primary key, value text)',
  );
  const insertRow = database.prepare('insert into rows values (?, ?)');
  const insertLog = database.prepare('insert into log values (?, ?)');
  database.exec('begin');
  for (const { id, args } of notes) {
    insertRow.run(args.id, JSON.stringify(args));
    insertLog.run(id, JSON.stringify(args));
  }
  database.exec('commit');
  database.close();
}
