import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { uuidV7 } from '#domain/ids.ts';
import { createSecret, hashSecret } from '#server/secrets.ts';
import { type SeedMutation, seedMutations } from '#server/seed.ts';
import { closeServices, openServices } from '#server/services.ts';
import { instant, sampleExchange, sampleExpense, sampleObjective, sampleSection } from '../fixtures.ts';

/** A phone as the load plays it: signed in, and with nothing of the exchange yet. */
export type Phone = {
  readonly exchangeId: string;
  readonly role: 'mentee' | 'mentor';
  readonly id: string;
  readonly participantId: string;
  readonly token: string;
};

export const newId = () => uuidV7(Date.now(), randomBytes(10));

export type Seeded = { readonly phones: readonly Phone[] };

/**
 * Fills a fresh store with exchanges of so many rows each, and signs four phones in to the first of them. One exchange
 * is written by mutations, as phones do; the others are copies of it, made in SQL.
 *
 * @param connected phones that will be connected
 */
export async function seed(dataDir: string, exchanges: number, rows: number, connected: number): Promise<Seeded> {
  const services = await openServices(dataDir, () => {});
  const first = newId();
  await seedMutations(services, first, contentOf(first, rows));
  await closeServices(services);
  const database = new DatabaseSync(join(dataDir, 'carnet.sqlite'));
  database.exec('begin');
  const ids = [first, ...Array.from({ length: exchanges - 1 }, () => copyExchange(database, first))];
  const phones = ids.flatMap((id) => fourPhones(id)).slice(0, connected);
  for (const phone of phones) addDevice(database, phone);
  database.exec('commit');
  database.close();
  return { phones };
}

/** @returns the id of the copy */
function copyExchange(database: DatabaseSync, from: string): string {
  const id = newId();
  const given = { $id: id, $from: from };
  for (const text of copies) database.prepare(text).run(given);
  return id;
}

const copies = [
  'insert into exchanges select $id, version, created_at from exchanges where id = $from',
  `insert into rows select $id, kind, case id when $from then $id else id end, parent_id, version,
   replace(value, $from, $id) from rows where exchange_id = $from`,
  'insert into replicas select device_id, $id, last_seq from replicas where exchange_id = $from',
  `insert into mutations (exchange_id, device_id, seq, mutation_id, participant_id, name, args, version, version_id, code,
   detail, received_at) select $id, device_id, seq, mutation_id, participant_id, name, replace(args, $from, $id),
   version, version_id, code, detail, received_at from mutations where exchange_id = $from`,
];

function fourPhones(exchangeId: string): Phone[] {
  return (['mentee', 'mentee', 'mentor', 'mentor'] as const).map((role) => {
    return { exchangeId, role, id: newId(), participantId: newId(), token: createSecret(randomBytes) };
  });
}

/** As if it had opened its link. */
function addDevice(database: DatabaseSync, { id, participantId, exchangeId, role, token }: Phone): void {
  const at = new Date().toISOString();
  const device = {
    id,
    participant_id: participantId,
    exchange_id: exchangeId,
    role,
    token_hash: hashSecret(token),
    name: 'load',
    created_at: at,
    last_seen_at: at,
  };
  const names = Object.keys(device);
  const text = `insert into devices (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
  database.prepare(text).run(...Object.values(device));
}

/** An exchange in its middle: some plan, many notes and expenses. */
function contentOf(exchangeId: string, rows: number): SeedMutation[] {
  const author = { participantId: newId(), role: 'mentor' } as const;
  const create = {
    participantId: newId(),
    role: 'hub',
    name: 'exchange.create',
    args: { ...sampleExchange, id: exchangeId },
  } as const;
  const section = { ...create, name: 'section.add', args: sampleSection(newId()) } as const;
  const content = Array.from({ length: Math.max(0, rows - 2) }, (_, index): SeedMutation => {
    if (index % 8 === 0) return { ...author, name: 'objective.add', args: sampleObjective(newId()) };
    if (index % 2 === 0) return { ...author, name: 'expense.add', args: sampleExpense(newId(), author.participantId) };
    return { ...author, name: 'note.add', args: note(author.participantId) };
  });
  return rows < 2 ? [create] : [create, section, ...content];
}

export function note(createdBy: string) {
  const body = 'What we agreed on the tram, and whom to write to about the room for the next workshop.';
  return { id: newId(), body, createdBy, createdAt: instant };
}
