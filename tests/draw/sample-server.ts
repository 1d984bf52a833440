import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { noFields } from '#domain/creation/fields.ts';
import { buildExchange } from '#domain/creation/new-exchange.ts';
import { addDays, wallClock } from '#domain/days.ts';
import { uuidV7 } from '#domain/ids.ts';
import { isKind } from '#domain/kinds.ts';
import { hashOf } from '#domain/signature/content.ts';
import { builtInTemplate } from '#domain/template/schema.ts';
import { openText, textField } from '#domain/text.ts';
import { createExchange } from '#server/create-exchange.ts';
import { by, hostZone } from '#server/demo/calls.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { ensureBuilt } from '#server/ensure-built.ts';
import { seedMutations } from '#server/seed.ts';
import { startServer } from '#server/serve.ts';
import type { Services } from '#server/services.ts';
import { reportAtServer } from '#server/signed-report.ts';
import type { Who } from './screens.ts';

/**
 * `full` is the sample exchange in the middle of its visit, `empty` one that the Hub has just created; in a `broken` one
 * no photo of the full one has ever reached the server.
 */
export const sampleStates = ['full', 'empty', 'broken'] as const;
export type SampleState = (typeof sampleStates)[number];

type Person = { id: string; name: string; role: 'mentee' | 'mentor' | 'hub' };
type Cast = { exchangeId: string; people: Readonly<Record<Exclude<Who, 'stranger' | 'board'>, Person>> };
type Opened = { services: Services; now: number };

export type SampleServer = {
  readonly origin: string;
  /** The instant (ms since the epoch) at which the pictures are taken: half past nine on the host's wall. */
  readonly now: number;
  /** A new one-time link. */
  link(who: Exclude<Who, 'stranger'>): Promise<string>;
  /** The address of a screen with the ids of its rows; undefined where there are none. */
  address(path: string): Promise<string | undefined>;
  /** Both sides write what is missing of the report and sign it. */
  sign(): Promise<void>;
  close(): Promise<void>;
};

/** A server of its own with the built app, over a throw-away folder. */
export async function startSample(state: SampleState): Promise<SampleServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'carnet-screenshots-'));
  const distDir = await ensureBuilt(resolve(import.meta.dirname, '../..'));
  const server = await startServer({ dataDir, port: 0, distDir });
  const now = morningOf(Date.now());
  const opened = { services: { ...server.services, clock: () => new Date(now) }, now };
  const cast = await (state === 'empty' ? seedEmpty(opened) : seedFull(opened, state === 'full'));
  return {
    origin: server.origin,
    now,
    async link(who) {
      const { id: participantId, name, role } = cast.people[who === 'board' ? 'hub' : who];
      const exchangeId = role === 'hub' ? null : cast.exchangeId;
      return (await server.createInvitation({ participantId, name, role, exchangeId })).link;
    },
    address: (path) => addressOf(opened, cast, path),
    sign: () => signBoth(opened, cast),
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function seedFull({ services }: Opened, withPhotos: boolean): Promise<Cast> {
  const { exchangeId, people } = await seedDemo(services, { withPhotos });
  return { exchangeId, people: { mentor: people.leadMentor, mentee: people.mentee, hub: people.hub } };
}

/** As the Hub creates one from its template, a month before the visit. */
async function seedEmpty({ services, now }: Opened): Promise<Cast> {
  const today = wallClock(now, hostZone).day;
  const newId = newIds(services);
  const hub = { id: newId(), name: 'Zsófia Őri', role: 'hub' as const };
  const created = buildExchange({
    fields: {
      ...noFields,
      topic: 'WikiClubs in schools',
      format: 'mentee-travels',
      menteeCommunity: 'WikiClubs Chișinău',
      mentorCommunity: 'WikiKlub Brno',
      hostCity: 'Brno',
      hostZone,
      firstDay: addDays(today, 30),
      lastDay: addDays(today, 33),
    },
    people: [
      { name: 'Ilinca Țurcanu', role: 'mentee', username: '' },
      { name: 'Kateřina Dvořáčková', role: 'mentor', username: '' },
    ],
    hub,
    template: builtInTemplate,
    newId,
    createdAt: new Date(now).toISOString(),
  });
  const { outcome } = await createExchange(services, hub.id, created);
  if (outcome !== 'created') throw new Error(`the empty exchange was not created: ${outcome}`);
  const person = (wanted: 'mentee' | 'mentor'): Person => {
    const found = created.people.find(({ role }) => role === wanted);
    if (!found) throw new Error(`no ${wanted}`);
    return { id: found.id, name: found.name, role: wanted };
  };
  return { exchangeId: created.exchange.id, people: { mentor: person('mentor'), mentee: person('mentee'), hub } };
}

/** From the end: a receipt is the first there is, and the expense before it in the address is the receipt's. */
async function addressOf({ services }: Opened, { exchangeId }: Cast, path: string): Promise<string | undefined> {
  const words = path.split('/');
  let after: readonly unknown[] | undefined;
  for (const [at, word] of [...words.entries()].reverse()) {
    if (!word.startsWith(':')) continue;
    const kind = word.slice(1);
    if (!isKind(kind)) throw new Error(`no such kind of row: ${kind}`);
    const rows = await services.storage.read(exchangeId, (reader) => reader.list(kind));
    const row = rows.find(({ id }) => after === undefined || after.includes(id));
    if (!row) return undefined;
    words[at] = kind === 'signedReport' && 'hash' in row ? String(row.hash) : row.id;
    after = Object.values(row);
  }
  return words.join('/');
}

async function signBoth({ services, now }: Opened, { exchangeId, people: { mentor, mentee } }: Cast): Promise<void> {
  const newId = newIds(services);
  const at = new Date(now).toISOString();
  const sections = await services.storage.read(exchangeId, (reader) => reader.list('section'));
  const missing = sections.filter(({ key }) => key.startsWith('differently-'));
  const words = missing.map((section) => {
    const author = section.key === 'differently-mentor' ? mentor : mentee;
    const doc = openText([]);
    doc.getText(textField).insert(0, 'Hand over the keys first, and arrive a day earlier.');
    const update = bytesToBase64(Y.encodeStateAsUpdate(doc));
    return by(author, 'text.edit', { id: newId(), textId: section.id, update, authorId: author.id, at });
  });
  await seedMutations(services, exchangeId, words);
  const hash = await services.storage.write(exchangeId, async (writer) =>
    hashOf(await reportAtServer(writer.txAt(await writer.version()))),
  );
  // The server puts the words to a signature that comes without them.
  const signed = [mentee, mentor].map((person) => by(person, 'report.sign', { id: newId(), hash, at }));
  await seedMutations(services, exchangeId, signed);
}

function newIds({ clock, random }: Services): () => string {
  return () => uuidV7(clock().getTime(), random(10));
}

/** 9:30 on the wall of the host, on the day of an instant (ms since the epoch). */
function morningOf(instant: number): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return instant + (minutes('09:30') - minutes(wallClock(instant, hostZone).time)) * 60_000;
}
