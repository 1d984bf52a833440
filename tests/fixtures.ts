import { uuidV7 } from '#domain/ids.ts';
import type { MutationContext } from '#domain/mutation.ts';
import type { ArgsOf } from '#domain/mutators.ts';
import type { Role } from '#domain/scalars.ts';

/** Small, valid values for tests: enough to stand, nothing to learn from. */

/** A seeded source of randomness (mulberry32): the same seed, the same run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ids in order, without chance. */
export function idMaker(prefix = 0): () => string {
  let count = 0;
  return () => {
    count += 1;
    const random = new Uint8Array(10);
    new DataView(random.buffer).setUint32(2, prefix);
    new DataView(random.buffer).setUint32(6, count);
    return uuidV7(1_790_000_000_000 + count, random);
  };
}

const newId = idMaker(0xf1);
export const exchangeId = newId();
export const people = { mentee: newId(), mentor: newId(), hub: newId() } as const;
export const instant = '2026-05-12T09:00:00.000Z';

export function contextOf(role: Role): MutationContext {
  return { exchangeId, participantId: people[role], role };
}

export const sampleExchange: ArgsOf<'exchange.create'> = {
  id: exchangeId,
  topic: 'Starting a WikiClub in a town without one',
  format: 'mentee-travels',
  menteeCommunity: 'Sample community A',
  mentorCommunity: 'Sample community B',
  hostCity: 'Brno',
  hostZone: 'Europe/Prague',
  firstDay: '2026-05-12',
  lastDay: '2026-05-14',
  currency: 'EUR',
  venue: 'Library',
  address: 'Sample street 1',
  createdAt: instant,
};

export function sampleObjective(id: string, title = 'Plan a first workshop'): ArgsOf<'objective.add'> {
  return { id, order: 'V', title, problem: '', indicator: '', state: 'planned' };
}

export function sampleSession(id: string, title = 'Co-working'): ArgsOf<'session.add'> {
  return {
    id,
    day: '2026-05-12',
    start: '09:00',
    end: '10:30',
    title,
    kind: 'co-working',
    place: '',
    leadId: null,
    objectiveIds: [],
    state: 'planned',
    note: '',
  };
}

export function sampleExpense(id: string, createdBy: string = people.mentor): ArgsOf<'expense.add'> {
  return {
    id,
    day: null,
    amount: null,
    currency: null,
    rate: null,
    category: null,
    merchant: '',
    note: '',
    paidBy: 'host',
    createdBy,
    createdAt: instant,
    deletedAt: null,
  };
}

export function sampleReceipt(
  id: string,
  expenseId: string,
  blob: string,
  createdBy: string = people.mentor,
): ArgsOf<'receipt.add'> {
  return {
    id,
    expenseId,
    order: 'V',
    blob,
    thumb: null,
    type: 'image/jpeg',
    size: 4,
    name: 'receipt.jpg',
    createdBy,
    createdAt: instant,
  };
}

export function sampleSection(id: string): ArgsOf<'section.add'> {
  return { id, order: 'V', key: 'summary', owner: 'both', required: true };
}

export function sampleDayPlan(id: string): ArgsOf<'dayplan.add'> {
  const session = { start: '09:30', end: '11:00', title: 'Start', kind: 'meeting' as const, tasks: ['Names'] };
  return { id, order: 'V', name: 'First day', sessions: [session] };
}

export function sampleBooking(id: string): ArgsOf<'booking.add'> {
  return {
    id,
    kind: 'travel',
    state: 'planned',
    personIds: [people.mentee],
    provider: 'Sample Rail',
    reference: 'ABC123',
    from: 'Here',
    to: 'There',
    place: '',
    start: { day: '2026-05-11', time: '08:00', zone: 'Europe/Prague' },
    end: { day: '2026-05-11', time: '12:00', zone: 'Europe/Prague' },
    cost: 4900,
    note: '',
    override: null,
    createdBy: people.hub,
    createdAt: instant,
  };
}
