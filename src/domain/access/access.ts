import { type Rejection, reject } from '../errors.ts';
import type { Exchange } from '../exchange/schema.ts';
import type { MutationContext } from '../mutation.ts';
import type { Role } from '../scalars.ts';
import { type Phase, phaseOf, phases } from './phase.ts';

/**
 * Who may do something, and when: one line of the authorisation table (ACCESS.md shows all of them).
 *
 * Phases begin and never end by themselves: a write that was made in time may reach the server weeks later, from a
 * phone without a network, and must not be refused for that. Only the Hub's closing ends something, and the phone sees
 * it as a row. So the phases of a role are all from one on, with or without `closed`.
 */
export type Access = {
  /** The phases in which each role may; a role that is missing may never. */
  readonly phases: Readonly<Partial<Record<Role, readonly Phase[]>>>;
  /** The field of the args that has to name who writes: nobody writes in the name of another. */
  readonly author?: string;
};

export const always: readonly Phase[] = phases;
/** As long as the Hub has not closed the exchange. */
export const open: readonly Phase[] = phases.filter((phase) => phase !== 'closed');

/** The same also after the closing: what was captured in time, and came late, is still worth having. */
export function late(access: Access): Access {
  return eachRole(access, () => always);
}

/** The same, but not before a phase. On a phone it seems possible earlier; the server's clock decides. */
export function since(first: Phase, access: Access): Access {
  return eachRole(access, (allowed) => allowed.filter((phase) => phases.indexOf(phase) >= phases.indexOf(first)));
}

/** The same, in one's own name only. @param author the field of the args that names who writes */
export function inOwnName(access: Access, author = 'createdBy'): Access {
  return { ...access, author };
}

function eachRole(access: Access, change: (allowed: readonly Phase[]) => readonly Phase[]): Access {
  const changed = Object.entries(access.phases).map(([role, allowed]) => [role, change(allowed)]);
  return { ...access, phases: Object.fromEntries(changed) };
}

/** Why this person may not do it, whatever the phase and the args; undefined when they may. */
export function refuseRole({ phases: allowed }: Access, { role }: MutationContext): Rejection | undefined {
  return allowed[role] ? undefined : reject('not_allowed', 'role');
}

/** Why it may not be written in this name. `args` are checked ones. */
export function refuseAuthor({ author }: Access, args: unknown, context: MutationContext): Rejection | undefined {
  if (author === undefined) return undefined;
  // The args schema of every mutation is one of an object.
  const named = (args as Readonly<Record<string, unknown>>)[author];
  return named === context.participantId ? undefined : reject('not_allowed', 'author');
}

/** Whether the phase has to be known at all: most things are possible in every one. */
export function needsPhase({ phases: allowed }: Access, { role }: MutationContext): boolean {
  return (allowed[role]?.length ?? 0) < phases.length;
}

/**
 * Why it may not be done now.
 * @param exchange undefined before it has been created, or before a phone has it: then no phase forbids anything
 * @param now ms, by the server's clock; undefined on a phone
 */
export function refusePhase(
  { phases: allowed }: Access,
  { role }: MutationContext,
  exchange: Exchange | undefined,
  now: number | undefined,
): Rejection | undefined {
  const phase = exchange && phaseOf(exchange, now);
  if (phase === undefined || allowed[role]?.includes(phase)) return undefined;
  return phase === 'closed' ? reject('exchange_closed') : reject('too_early', phase);
}
