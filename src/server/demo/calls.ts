import { wallClock } from '#domain/days.ts';
import type { ArgsOf, MutationName } from '#domain/mutators.ts';
import { orderBetween } from '#domain/order.ts';
import type { Role } from '#domain/scalars.ts';
import type { SampleFiles } from './images.ts';

/** A write of the sample exchange, as the person named would have made it on a phone. */
export type SampleCall = {
  readonly participantId: string;
  readonly role: Role;
  readonly name: MutationName;
  readonly args: unknown;
};

export type SamplePerson = { readonly id: string; readonly name: string; readonly role: Role };

/** What the sample is made from: nothing in it reads a clock or makes an id of its own. */
export type SampleInput = {
  /** Today in host time, `YYYY-MM-DD`: the middle day of the visit. */
  readonly today: string;
  /** The present instant, ISO 8601 in UTC with milliseconds. Nothing of the sample was made after it. */
  readonly now: string;
  /** A new UUID each time. */
  readonly newId: () => string;
  readonly files: SampleFiles;
};

export const hostZone = 'Europe/Prague';

/** A call whose args are those of its mutation. */
export function by<N extends MutationName>(person: SamplePerson, name: N, args: ArgsOf<N>): SampleCall {
  return { participantId: person.id, role: person.role, name, args };
}

/** The items of a list, each with an order key after the one before. */
export function inOrder<T extends object>(items: readonly T[]): (T & { order: string })[] {
  let order = '';
  return items.map((item) => {
    order = orderBetween(order, '');
    return { ...item, order };
  });
}

/** The instant of a day and time in host time; `now` when that has not come yet. */
export function instantAt(day: string, time: string, now: string): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = wallClock(asUtc, hostZone);
  const offset = Date.parse(`${shown.day}T${shown.time}:00Z`) - asUtc;
  const instant = new Date(asUtc - offset).toISOString();
  return instant < now ? instant : now;
}
