import * as z from 'zod/mini';
import { type Access, always, open } from './access/access.ts';
import { type Rejection, reject } from './errors.ts';
import type { Kind, Row } from './kinds.ts';
import type { Role } from './scalars.ts';
import type { Tx } from './tx.ts';

/** Who runs a mutation. The device knows it of itself; the server takes it from the sign-in, never from the message. */
export type MutationContext = { readonly exchangeId: string; readonly participantId: string; readonly role: Role };

/** Nothing when it took effect; a rejection, as data, when a rule forbids it. */
export type Outcome = Rejection | undefined;

/**
 * A named write. `run` reads no clock and no randomness and awaits nothing but its `tx`,
 * so that it can be run again: on the phone after each pull, and once more on the server.
 */
export type Mutation<Args> = {
  readonly args: z.ZodMiniType<Args>;
  /** Who may do it and when: its line of the authorisation table. */
  readonly access: Access;
  readonly run: (tx: Tx, args: Args, context: MutationContext) => Promise<Outcome>;
};

export function defineMutation<Args>(
  args: z.ZodMiniType<Args>,
  access: Access,
  run: Mutation<Args>['run'],
): Mutation<Args> {
  return { args, access, run };
}

/** Both sides of the exchange, until the Hub closes it; `late`, `since` and `inOwnName` (access/access.ts) refine it. */
export const pair: Access = { phases: { mentee: open, mentor: open } };
/** Hub staff, also after the closing. */
export const hubOnly: Access = { phases: { hub: always } };
export const everyone: Access = { phases: { ...pair.phases, ...hubOnly.phases } };

/** Puts a new row; an id that is taken is refused, so that a creation never overwrites. */
export async function create<K extends Kind>(tx: Tx, kind: K, row: Row<K>): Promise<Outcome> {
  if (await tx.get(kind, row.id)) return reject('already_exists', kind);
  await tx.put(kind, row);
  return undefined;
}

/**
 * Changes only the fields that the person changed, so that two people who edit different fields
 * of one row offline both keep their edit.
 */
export async function patch<K extends Kind>(
  tx: Tx,
  kind: K,
  id: string,
  changes: Partial<Record<keyof Row<K>, unknown>>,
  check?: (row: Row<K>) => Outcome,
): Promise<Outcome> {
  const row = await tx.get(kind, id);
  if (!row) return reject('not_found', kind);
  // The args schema has checked each field; absent ones stay as they are.
  const next = { ...row, ...changes } as Row<K>;
  const rejection = check?.(next);
  if (rejection) return rejection;
  await tx.put(kind, next);
  return undefined;
}

/** The fields of a row that may be edited, each optional and at least one of them present. */
export function changesOf<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.partial(z.strictObject(shape)).check(z.refine((changes) => Object.keys(changes).length > 0));
}
