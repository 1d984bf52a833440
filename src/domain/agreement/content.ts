import type { Kind } from '../kinds.ts';
import { byOrder } from '../order.ts';
import { isShared } from '../private.ts';
import { sha256 } from '../sha256.ts';
import type { Tx } from '../tx.ts';
import type { AgreedItem } from './schema.ts';

/**
 * What the two sides agree to: each kind, with its fields that are plan. What is left out is no plan, and changes
 * freely during the visit: states, ticks, answers, notes, actual times, the emergency contact (which must stay
 * correctable at any moment), who may have a file offline, and personal items, which the other side does not see.
 * A new field of the plan or schedule that should count is added here. An empty one counts as absent, so that a new
 * field voids nothing that was agreed before it existed.
 */
export const countedFields = {
  exchange: ['format', 'hostCity', 'hostZone', 'firstDay', 'lastDay', 'venue', 'address'],
  participant: ['name', 'role'],
  practicalities: ['venue', 'venueAddress', 'lodging', 'lodgingAddress', 'houseRules'],
  objective: ['title', 'problem', 'difference', 'indicator', 'area'],
  question: ['text'],
  material: ['title', 'url', 'note', 'blob'],
  session: ['day', 'start', 'end', 'title', 'kind', 'place', 'leadId', 'attendeeIds', 'objectiveIds'],
  task: ['sessionId', 'title'],
} as const satisfies Partial<Record<Kind, readonly string[]>>;

export type CountedKind = keyof typeof countedFields;
// Object.keys says string; the object is the one above.
export const countedKinds = Object.keys(countedFields) as CountedKind[];

/** Whatever lists the rows of a kind: a mutator's tx, or the store's queries. */
export type PlanReader = Pick<Tx, 'list'>;

/** The plan and schedule as they stand: the same rows give the same list, wherever they are read. */
export async function readContent(rows: PlanReader): Promise<AgreedItem[]> {
  const content: AgreedItem[] = [];
  for (const kind of countedKinds) {
    const counted = (await rows.list(kind)).filter((row) => isCounted(row, content));
    const items = sorted(counted).map((row) => ({ kind, id: row.id, values: valuesOf(kind, row) }));
    // What says nothing (practicalities with an emergency contact only) is not there yet.
    content.push(...items.filter(({ values }) => Object.keys(values).length > 0));
  }
  return content;
}

/** The version that a content is: 64 hexadecimal digits, of its canonical form. */
export function hashOf(content: readonly AgreedItem[]): string {
  // The kinds, rows and fields stand in a fixed order, and JSON has one form for strings and lists of them.
  return sha256(JSON.stringify(content.map(({ kind, id, values }) => [kind, id, Object.entries(values)])));
}

type CountedRow = { readonly id: string; readonly [field: string]: unknown };

/** No personal item, no task of one, and nobody of the Hub, who stands on no side. */
function isCounted(row: CountedRow, before: readonly AgreedItem[]): boolean {
  if (!isShared(row) || row.role === 'hub') return false;
  return row.sessionId === undefined || before.some(({ kind, id }) => kind === 'session' && id === row.sessionId);
}

/** In the order that people gave them: moving something counts, the keys that say so (`order.ts`) do not. */
function sorted(rows: readonly CountedRow[]): CountedRow[] {
  return [...rows].sort((a, b) => byOrder(placeOf(a), placeOf(b)));
}

/** Tasks have their order within a session; what has none stands by its id. */
function placeOf({ id, order, sessionId }: CountedRow): { id: string; order: string } {
  return { id, order: `${sessionId ?? ''} ${order ?? ''}` };
}

function valuesOf(kind: CountedKind, row: CountedRow): AgreedItem['values'] {
  const values: AgreedItem['values'] = {};
  for (const field of countedFields[kind]) {
    const value = row[field];
    // A list here is a set of people or objectives: in which order they were ticked says nothing.
    if (Array.isArray(value) && value.length > 0) values[field] = value.map(String).sort();
    else if (typeof value === 'string' && value !== '') values[field] = value;
  }
  return values;
}
