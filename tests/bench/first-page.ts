import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pullPageRows } from '#domain/protocol.ts';
import { createApp } from '#server/app.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices } from '#server/services.ts';
import { idMaker, instant, sampleExchange } from '../fixtures.ts';
import { openBenchPhone } from './bench-phone.ts';
import { type Figure, figure, timeInTurns } from './figure.ts';
import { inFolder } from './folder.ts';

const sizes = [1_000, 10_000, 100_000];
const rounds = 31;
const newId = idMaker(0xf1);

/**
 * The first page of a pull, as an exchange and its log grow: for a phone that is new, and for the one that has written
 * all of it and begins anew (its own log is what the server looks through for what it refused).
 *
 * The floor is the same page read from the same file by the same index and made into JSON, and nothing else: it
 * stays what it is however much lies behind it.
 */
export function measureFirstPages(): Promise<Figure[]> {
  return inFolder(measureIn);
}

async function measureIn(folder: string): Promise<Figure[]> {
  const services = await openServices(folder, () => {});
  const app = createApp(services);
  const [exchangeId, participantId] = [newId(), newId()];
  const exchange = { ...sampleExchange, id: exchangeId };
  await seedMutations(services, exchangeId, [
    { participantId: newId(), role: 'hub', name: 'exchange.create', args: exchange },
  ]);
  const [writer, fresh] = [
    await openBenchPhone(services, app, { exchangeId, participantId }),
    await openBenchPhone(services, app, { exchangeId, participantId: newId() }),
  ];
  const note = { id: newId(), body: 'What we agreed on the tram.', createdBy: participantId, createdAt: instant };
  await writer.post('/api/sync/push', { mutations: [{ id: newId(), seq: 1, name: 'note.add', args: note }] });

  const file = new DatabaseSync(join(folder, 'carnet.sqlite'));
  const floor = floorOf(file, exchangeId);
  const figures: Figure[] = [];
  let rows = 2;
  for (const size of sizes) {
    growTo(file, { exchangeId, noteId: note.id, from: rows, to: size });
    rows = size;
    // Two changes are not a page: what is measured is one, and there is more behind it.
    const first = JSON.parse(await fresh.post('/api/sync/pull', { cursor: 0, ackedSeq: 0 }));
    if (first.changes.length !== pullPageRows || !first.more) throw new Error('not a first page');
    for (const [whose, phone] of Object.entries({ 'a new phone': fresh, 'the phone that wrote it all': writer })) {
      const page = () => phone.post('/api/sync/pull', { cursor: 0, ackedSeq: 0 });
      const [value, least] = await timeInTurns(rounds, [page, floor]);
      if (!value || !least) throw new Error('nothing was measured');
      const name = `first page of ${size.toLocaleString('en')} rows, ${whose}`;
      figures.push(figure(name, { value, floor: { name: 'its rows by their index, as JSON', value: least } }));
    }
  }
  file.close();
  await closeServices(services);
  return figures;
}

function floorOf(file: DatabaseSync, exchangeId: string): () => string {
  const read = file.prepare('select kind, id, value from rows where exchange_id = ? order by version limit ?');
  return () => {
    const rows = read.all(exchangeId, pullPageRows);
    return JSON.stringify(rows.map(({ kind, id, value }) => ({ kind, id, row: JSON.parse(String(value)) })));
  };
}

type Growth = { exchangeId: string; noteId: string; from: number; to: number };

/** As if the phone had pushed so many more notes, each a version: copies of its first one, in the rows and in the log. */
function growTo(file: DatabaseSync, { exchangeId, noteId, from, to }: Growth): void {
  const columns = 'device_id, participant_id, name, code, detail, received_at';
  const addRow = file.prepare(
    `insert into rows (exchange_id, kind, id, parent_id, version, value) select exchange_id, kind, $id, parent_id,
     $version, replace(value, $of, $id) from rows where exchange_id = $exchange and kind = 'note' and id = $of`,
  );
  const addLog = file.prepare(
    `insert into mutations (exchange_id, seq, mutation_id, version, version_id, args, ${columns}) select exchange_id,
     $seq, $id, $version, $id, replace(args, $of, $id), ${columns} from mutations
     where exchange_id = $exchange and version = 2`,
  );
  file.exec('begin immediate');
  for (let version = from + 1; version <= to; version += 1) {
    const given = { $id: newId(), $of: noteId, $exchange: exchangeId, $version: version };
    addRow.run(given);
    addLog.run({ ...given, $seq: version - 1 });
  }
  file.prepare('update exchanges set version = ? where id = ?').run(to, exchangeId);
  file
    .prepare('update replicas set last_seq = ? where exchange_id = ? and last_seq = ?')
    .run(to - 1, exchangeId, from - 1);
  file.exec('commit');
}
