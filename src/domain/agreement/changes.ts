import { type CountedKind, countedFields, countedKinds } from './content.ts';
import type { AgreedItem } from './schema.ts';

export type AgreedValue = AgreedItem['values'][string];

/** What happened to one thing between two versions of plan and schedule. */
export type ContentChange =
  | { readonly type: 'added' | 'removed'; readonly kind: CountedKind; readonly item: AgreedItem }
  | { readonly type: 'reordered'; readonly kind: CountedKind; readonly item: AgreedItem }
  | {
      readonly type: 'changed';
      readonly kind: CountedKind;
      readonly item: AgreedItem;
      readonly fields: readonly FieldChange[];
    };

export type FieldChange = {
  readonly field: string;
  readonly from: AgreedValue | undefined;
  readonly to: AgreedValue | undefined;
};

/**
 * What a person has to know to agree again, in the order of the plan: removed things as they were, the others as they
 * are. Of things that only changed places, those that left the order of the rest are named.
 */
export function changesBetween(before: readonly AgreedItem[], after: readonly AgreedItem[]): ContentChange[] {
  return countedKinds.flatMap((kind) => changesOfKind(kind, ofKind(before, kind), ofKind(after, kind)));
}

function changesOfKind(
  kind: CountedKind,
  before: readonly AgreedItem[],
  after: readonly AgreedItem[],
): ContentChange[] {
  const earlier = new Map(before.map((item) => [item.id, item]));
  const later = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !later.has(id)).map((item) => ({ type: 'removed' as const, kind, item }));
  const inPlace = keptInPlace(before, after);
  const rest = after.flatMap((item): ContentChange[] => {
    const old = earlier.get(item.id);
    if (!old) return [{ type: 'added', kind, item }];
    const fields = fieldChanges(kind, old.values, item.values);
    if (fields.length > 0) return [{ type: 'changed', kind, item, fields }];
    return inPlace.has(item.id) ? [] : [{ type: 'reordered', kind, item }];
  });
  return [...removed, ...rest];
}

function fieldChanges(kind: CountedKind, before: AgreedItem['values'], after: AgreedItem['values']): FieldChange[] {
  return countedFields[kind]
    .map((field) => ({ field, from: before[field], to: after[field] }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

/** The largest set of things that stand in the same order in both versions (a longest increasing subsequence). */
function keptInPlace(before: readonly AgreedItem[], after: readonly AgreedItem[]): Set<string> {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  let longest: string[] = [];
  const ending: { place: number; ids: string[] }[] = [];
  for (const { id } of after) {
    const place = places.get(id);
    if (place === undefined) continue;
    const shorter = ending.filter((other) => other.place < place).map(({ ids }) => ids);
    const ids = [...shorter.reduce((a, b) => (b.length > a.length ? b : a), []), id];
    ending.push({ place, ids });
    if (ids.length > longest.length) longest = ids;
  }
  return new Set(longest);
}

function ofKind(content: readonly AgreedItem[], kind: CountedKind): AgreedItem[] {
  return content.filter((item) => item.kind === kind);
}
