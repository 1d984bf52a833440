import type { PlannedSession } from '../day-plan/schema.ts';
import { addDays, dayDistance } from '../days.ts';
import type { Session, SessionKind } from './schema.ts';

/** What the built-in days are made of; the words for each are messages of the interface. */
export type TemplateSlot =
  | 'welcome'
  | 'start'
  | 'work'
  | 'workshop'
  | 'lunch'
  | 'review'
  | 'meeting'
  | 'free'
  | 'report'
  | 'farewell';

const kinds: Record<TemplateSlot, SessionKind> = {
  welcome: 'meal',
  start: 'meeting',
  work: 'co-working',
  workshop: 'workshop',
  lunch: 'meal',
  review: 'meeting',
  meeting: 'meeting',
  free: 'free',
  report: 'co-working',
  farewell: 'meal',
};

type Line = readonly [start: string, end: string, slot: TemplateSlot];

/** Co-working in blocks of at most three hours, lunch together, and a look back at the end of each day. */
const opening: readonly Line[] = [
  ['09:30', '11:00', 'start'],
  ['11:15', '13:00', 'work'],
  ['13:00', '14:00', 'lunch'],
  ['14:00', '17:00', 'work'],
  ['17:00', '17:30', 'review'],
  ['19:00', '21:00', 'welcome'],
];
const middle: readonly Line[] = [
  ['09:30', '13:00', 'work'],
  ['13:00', '14:00', 'lunch'],
  ['14:00', '16:00', 'workshop'],
  ['16:15', '17:30', 'work'],
  ['17:30', '18:00', 'review'],
];
const outside: readonly Line[] = [
  ['09:30', '12:30', 'work'],
  ['12:30', '13:30', 'lunch'],
  ['14:00', '16:00', 'meeting'],
  ['16:00', '18:00', 'free'],
];
const closing: readonly Line[] = [
  ['09:30', '12:00', 'work'],
  ['12:00', '13:00', 'lunch'],
  ['13:00', '15:30', 'report'],
  ['15:30', '16:30', 'review'],
  ['18:00', '20:00', 'farewell'],
];

const plans: Record<3 | 5, readonly (readonly Line[])[]> = {
  3: [opening, middle, closing],
  5: [opening, middle, outside, middle, closing],
};
export type TemplateDays = keyof typeof plans;

/** The built-in days by what each is for. */
const builtInDays = { opening, middle, outside, closing } as const;
export type BuiltInDay = keyof typeof builtInDays;

/** The sessions of a built-in day, for the Hub to make its own of. */
export function builtInSessions(day: BuiltInDay, words: (slot: TemplateSlot) => string): PlannedSession[] {
  return builtInDays[day].map(([start, end, slot]) => ({
    ...{ start, end, title: words(slot), kind: kinds[slot], tasks: [] },
  }));
}

type Named = { newId: () => string; words: (slot: TemplateSlot) => string };

/** The days of a template as sessions from the first day of the visit; a longer template than the visit ends with it. */
export function templateSessions(
  days: TemplateDays,
  visit: { firstDay: string; lastDay: string },
  { newId, words }: Named,
): Session[] {
  const length = dayDistance(visit.firstDay, visit.lastDay) + 1;
  const plan = plans[days];
  // The last day is about leaving, however long the visit is.
  const kept = plan.length > length ? [...plan.slice(0, Math.max(length - 1, 0)), closing] : plan;
  return kept.flatMap((lines, at) =>
    lines.map(([start, end, slot]) => ({
      ...{ id: newId(), day: addDays(visit.firstDay, at), start, end, title: words(slot), kind: kinds[slot] },
      ...{ place: '', leadId: null, objectiveIds: [], state: 'planned' as const, note: '' },
    })),
  );
}

/**
 * The schedule of an earlier visit as one for this: each day as far from the first as it was. People and objectives are
 * of that exchange and stay there; so does what was dropped or personal. What lies after this visit is left out.
 */
export function repeatedSessions(
  past: readonly Session[],
  from: { firstDay: string },
  to: { firstDay: string; lastDay: string },
  newId: () => string,
): { sessions: Session[] /** The new session of each of the past. */; idOf: Map<string, string> } {
  const last = addDays(to.lastDay, 1);
  const idOf = new Map<string, string>();
  const sessions = past
    .filter(({ state, onlyFor }) => state !== 'dropped' && !onlyFor)
    .map(({ id, day, start, end, title, kind, note }) => {
      const shifted = addDays(to.firstDay, dayDistance(from.firstDay, day));
      idOf.set(id, newId());
      return {
        ...{ id: idOf.get(id) ?? '', day: shifted, start, end, title, kind, note },
        ...{ place: '', leadId: null, objectiveIds: [], state: 'planned' as const },
      };
    })
    .filter(({ day }) => day <= last && day >= addDays(to.firstDay, -1));
  return { sessions, idOf };
}
