import { diffWords, type Piece } from '../text-diff.ts';
import { canonical, type SignedKind, signedKinds, wordsOf } from './content.ts';
import type { SignedItem } from './schema.ts';

export type ReportFieldChange = { readonly field: string; readonly from: string; readonly to: string };

/** What happened to one thing between two versions of the report. */
export type ReportChange = {
  readonly type: 'added' | 'removed' | 'changed' | 'reordered';
  readonly kind: SignedKind;
  readonly item: SignedItem;
  readonly fields: readonly ReportFieldChange[];
  /** Of a section whose words are others: what came and went. */
  readonly pieces: readonly Piece[];
  /** Of a section whose words are the same, and look otherwise. */
  readonly formats: boolean;
};

/** What a person has to know to sign again, in the order of the report: removed things as they were, others as they are. */
export function reportChanges(before: readonly SignedItem[], after: readonly SignedItem[]): ReportChange[] {
  return signedKinds.flatMap((kind) => changesOfKind(kind, ofKind(before, kind), ofKind(after, kind)));
}

function changesOfKind(kind: SignedKind, before: readonly SignedItem[], after: readonly SignedItem[]): ReportChange[] {
  const earlier = new Map(before.map((item) => [item.id, item]));
  const later = new Set(after.map(({ id }) => id));
  const nothing = { kind, fields: [], pieces: [], formats: false };
  const removed = before
    .filter(({ id }) => !later.has(id))
    .map((item) => ({ ...nothing, type: 'removed' as const, item }));
  const rest = after.flatMap((item): ReportChange[] => {
    const old = earlier.get(item.id);
    if (!old) return [{ ...nothing, type: 'added', item, pieces: piecesOf(undefined, item) }];
    if (canonical(old) === canonical(item)) return [];
    const pieces = piecesOf(old, item);
    const fields = fieldChanges(old.values, item.values);
    return [{ kind, type: 'changed', item, fields, pieces, formats: pieces.length === 0 && fields.length === 0 }];
  });
  return [...removed, ...rest, ...moved(kind, before, after)];
}

/** Things that stand in another order: the first of them is named, which is enough to know that the order changed. */
function moved(kind: SignedKind, before: readonly SignedItem[], after: readonly SignedItem[]): ReportChange[] {
  const [left, right] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))];
  const old = before.filter(({ id }) => right.has(id));
  const now = after.filter(({ id }) => left.has(id));
  const item = now.find(({ id }, place) => old[place]?.id !== id);
  return item ? [{ kind, type: 'reordered', item, fields: [], pieces: [], formats: false }] : [];
}

function piecesOf(before: SignedItem | undefined, after: SignedItem): Piece[] {
  const [from, to] = [before ? wordsOf(before) : '', wordsOf(after)];
  return from === to ? [] : diffWords(from, to);
}

function fieldChanges(before: SignedItem['values'], after: SignedItem['values']): ReportFieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .map((field) => ({ field, from: before[field] ?? '', to: after[field] ?? '' }))
    .filter(({ from, to }) => from !== to);
}

function ofKind(content: readonly SignedItem[], kind: SignedKind): SignedItem[] {
  return content.filter((item) => item.kind === kind);
}
