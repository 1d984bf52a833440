import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { invitationSchema } from '#domain/protocol.ts';
import type { Role } from '#domain/scalars.ts';
import { textField } from '#domain/text.ts';
import { createInvitation } from '#server/invitations.ts';
import { hashSecret } from '#server/secrets.ts';
import { type SeedMutation, seedMutations } from '#server/seed.ts';
import { parseAnswer } from '#sync/transport.ts';
import { idMaker, sampleExchange, sampleSection } from '../fixtures.ts';
import { type Dice, throwDice } from './dice.ts';
import type { Fault } from './faults.ts';
import { Ledger } from './ledger.ts';
import { Link } from './link.ts';
import { Pulse } from './pulse.ts';
import { origin, type Person, SimPhone } from './sim-phone.ts';
import { SimServer } from './sim-server.ts';

export type World = {
  exchangeId: string;
  sectionIds: string[];
  /** The time that right clocks show: milliseconds since the epoch. */
  time: number;
  pulse: Pulse;
  link: Link;
  server: SimServer;
  phones: SimPhone[];
  ledger: Ledger;
  roles: Map<string, Role>;
  /** Which of the two sides may be set up again from a copy in this story: with both, something is really gone. */
  restores: 'phone' | 'server';
  /** Whether the server was: from then on its versions are not those that the phones saw. */
  wasRestored: boolean;
  /** Refused writes that a restored server knows nothing of; their phones still show them. */
  lostRejections: Set<string>;
  /** Photos whose only bytes went with a phone whose old copy was put back. */
  lostPhotos: Set<string>;
  /** Photos that a phone has called safe while the server did not have them. */
  falselySafe: string[];
  /** What the world itself throws dice for: its size, how bad its network is. */
  dice: Dice;
  close(): Promise<void>;
};

export type WorldDeps = { seed: number; happened(fault: Fault): void; tell(line: string): void };

/** How bad the networks of stories are. */
const badness = [0.15, 0.4, 0.9];

/** A server, an exchange with a report, and two to four phones that are signed in and have not seen anything yet. */
export async function openSimWorld({ seed, happened, tell }: WorldDeps): Promise<World> {
  const dice = throwDice(seed, 0);
  const pulse = new Pulse();
  const folder = await mkdtemp(join(quickFolder(), 'carnet-sim-'));
  const clock = () => world.time;
  const server = new SimServer({
    folder,
    dice: throwDice(seed, 1),
    pulse,
    now: clock,
    pageRows: 3 + dice.below(5),
    died() {
      happened('server killed');
      tell('the server dies');
    },
  });
  await server.start();
  const link = new Link({
    dice: throwDice(seed, 2),
    pulse,
    server: (request) => server.answer(request),
    badness: dice.pick(badness) ?? 1,
    happened,
    tell,
  });
  const newId = idMaker(seed);
  const world: World = {
    exchangeId: newId(),
    sectionIds: [newId(), newId()],
    time: Date.parse('2026-05-12T06:00:00Z'),
    pulse,
    link,
    server,
    phones: [],
    ledger: new Ledger(),
    roles: new Map(),
    restores: dice.happens(0.5) ? 'phone' : 'server',
    wasRestored: false,
    lostRejections: new Set(),
    lostPhotos: new Set(),
    falselySafe: [],
    dice,
    async close() {
      for (const phone of world.phones) await phone.erase();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await addPhones(world, seed, newId);
  return world;
}

/** Thousands of flushed commits take their time on a disk and none in memory, where the system has such a folder. */
function quickFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

async function addPhones(world: World, seed: number, newId: () => string): Promise<void> {
  const { dice, roles, exchangeId } = world;
  const mentee: Person = { participantId: newId(), role: 'mentee' };
  const mentor: Person = { participantId: newId(), role: 'mentor' };
  const hub: Person = { participantId: newId(), role: 'hub' };
  for (const { participantId, role } of [mentee, mentor, hub]) roles.set(participantId, role);
  await seedMutations(world.server.services, exchangeId, firstWrites(world, mentor, hub, newId));
  const cast: [string, Person][] = [
    ['mentee', mentee],
    ['mentor', mentor],
  ];
  if (dice.happens(0.35)) cast.push(['mentee’s tablet', mentee]);
  if (dice.happens(0.35)) cast.push(['hub', hub]);
  for (const [index, [name, person]] of cast.entries()) {
    const phone = new SimPhone({
      name,
      person,
      exchangeId,
      deviceId: newId(),
      token: '',
      dice: throwDice(seed, 10 + index),
      pulse: world.pulse,
      link: world.link,
      now: () => world.time,
      committed: (entry) => world.ledger.committed(name, entry),
      confirmed(hash) {
        // A server that was set up again may have lost it between its answer and now; but it had it.
        if (!world.server.hasHad(exchangeId, hash)) world.falselySafe.push(hash);
      },
    });
    await signIn(world, phone);
    world.phones.push(phone);
    await phone.openTab();
  }
}

/** The exchange and its report; in some stories one text is so long already that the server joins its pieces soon. */
function firstWrites({ dice, exchangeId, sectionIds }: World, mentor: Person, hub: Person, newId: () => string) {
  const writes: SeedMutation[] = [
    { ...hub, name: 'exchange.create', args: { ...sampleExchange, id: exchangeId } },
    ...sectionIds.map((id) => ({ ...hub, name: 'section.add', args: sampleSection(id) })),
  ];
  const [textId] = sectionIds;
  if (!textId || dice.happens(0.75)) return writes;
  const doc = new Y.Doc();
  doc.clientID = 1;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let count = 0; count < 62; count += 1) doc.getText(textField).insert(0, `(${count})`);
  for (const update of updates) {
    const about = { textId, authorId: mentor.participantId, at: sampleExchange.createdAt };
    writes.push({ ...mentor, name: 'text.edit', args: { id: newId(), update: bytesToBase64(update), ...about } });
  }
  return writes;
}

/** By a new link, past the network; a phone that was signed in before keeps its device and so its numbers (S8). */
export async function signIn({ server, exchangeId }: World, phone: SimPhone): Promise<void> {
  const { deviceId, dice, person, name } = phone.deps;
  const bound = person.role === 'hub' ? null : exchangeId;
  const { secret } = await createInvitation(server.services, origin, { ...person, name, exchangeId: bound });
  const token = Buffer.from(Array.from({ length: 32 }, () => dice.below(256))).toString('base64url');
  const body = JSON.stringify({ type: 'redeem', secret, deviceId, deviceName: name, token });
  const headers = { 'Content-Type': 'application/json' };
  const request = new Request(`${origin}/api/invitations/redeem`, { method: 'POST', headers, body });
  const response = await server.answer(request);
  if (!response?.ok) throw new Error(`signing in failed: ${await response?.text()}`);
  await parseAnswer(response, invitationSchema);
  phone.token = token;
}

/** Whether the server still knows the sign-in of a phone. */
export async function isSignedIn({ server }: World, phone: SimPhone): Promise<boolean> {
  return (await server.services.storage.signIns.findDevice(hashSecret(phone.token))) !== undefined;
}
