import type { MutationName } from '../mutators.ts';
import type { Role } from '../scalars.ts';
import { accessTable } from './table.ts';

/** The table's columns; not taken from the schemas, which Today does without. */
const column = { mentee: 0, mentor: 1, hub: 2 } as const satisfies Record<Role, number>;

/**
 * Whether a screen offers a write: the authorisation table's own answer, as far as a phone knows it. Before the closing
 * only the server's clock knows the phase, so all that is ever possible for the role is offered.
 */
export function mayWrite(name: MutationName, role: Role, closed: boolean): boolean {
  const mark = accessTable[name][column[role]];
  return mark === 'a' || (mark === 'o' && !closed);
}
