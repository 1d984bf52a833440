import { budgetTotals } from '../expense/totals.ts';
import type { Row } from '../kinds.ts';
import { byOrder } from '../order.ts';
import { isShared } from '../private.ts';
import type { Section } from '../report/schema.ts';
import { sha256 } from '../sha256.ts';
import type { Tx } from '../tx.ts';
import type { SignedItem } from './schema.ts';

/** In the order in which the report shows them. */
export const signedKinds = ['section', 'translation', 'objective', 'actionItem', 'evidence', 'total'] as const;
export type SignedKind = (typeof signedKinds)[number];

/** Whether a thing of the report is words: those of a section, or of one in a further language. */
export function isWords({ kind }: Pick<SignedItem, 'kind'>): boolean {
  return kind === 'section' || kind === 'translation';
}

/** Whatever lists the rows of a kind: a mutator's tx, or the store's queries. */
export type ReportReader = Pick<Tx, 'list'>;

/** The feedback to the Hub is private (`feedback/`): words of before it was stay with the pair and the Hub. */
export function isSigned({ key }: Pick<Section, 'key'>): boolean {
  return key !== 'feedback';
}

/** The sections that both sides sign, in their order. */
export async function signedSections(rows: ReportReader): Promise<Section[]> {
  return (await rows.list('section')).filter(isSigned).sort(byOrder);
}

/**
 * All of the report but its words (`texts.ts`): the same rows give the same list, wherever they are
 * read. What changes by itself or goes on after the report (an action item that is done) is left out.
 */
export async function readFacts(rows: ReportReader): Promise<SignedItem[]> {
  const [objectives, steps, actions, evidence] = await Promise.all([
    rows.list('objective'),
    rows.list('objectiveStep'),
    rows.list('actionItem'),
    rows.list('evidence'),
  ]);
  return [
    ...objectives.toSorted(byOrder).map(({ id, title, state }) => {
      const last = steps.filter((step) => step.objectiveId === id).sort((a, b) => b.number - a.number)[0];
      return item('objective', id, { title, state, note: last?.state === state ? last.note : '' });
    }),
    ...actions
      .toSorted(byOrder)
      .map(({ id, what, who, due, note }) => item('actionItem', id, { what, who, due, note })),
    ...evidence.filter(isShared).map((row) => item('evidence', row.id, publicFields(row))),
    ...(await readTotals(rows)),
  ];
}

export function item(kind: SignedKind, id: string, fields: Readonly<Record<string, unknown>>): SignedItem {
  const values: SignedItem['values'] = {};
  for (const [name, value] of Object.entries(fields)) {
    // An empty field counts as absent, so that a new one voids nothing that was signed before it existed.
    if (value === undefined || value === null || value === '') continue;
    values[name] = typeof value === 'string' ? value : canonical(value);
  }
  return { kind, id, values };
}

/** Of a piece of evidence all that is not about how this file came here: a field that is added later counts at once. */
const unsignedFields: ReadonlySet<string> = new Set([
  'id',
  'order',
  'thumb',
  'size',
  'type',
  'name',
  'createdBy',
  'createdAt',
  'sessionId',
  // The file before a face was made unrecognisable is nobody's to see, and no part of the report.
  'unblurred',
]);

function publicFields(row: Row<'evidence'>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !unsignedFields.has(name)));
}

/** The totals by category in minor units of the budget's currency, as the report shows them: no single expense. */
async function readTotals(rows: ReportReader): Promise<SignedItem[]> {
  const [[exchange], expenses, budget] = await Promise.all([
    rows.list('exchange'),
    rows.list('expense'),
    rows.list('budgetLine'),
  ]);
  if (!exchange) return [];
  const { currency } = exchange;
  return budgetTotals(expenses, budget, currency).lines.map(({ category, approved, spent, waiting }) =>
    item('total', category ?? 'none', { currency, approved, spent, uncounted: waiting.details + waiting.rates }),
  );
}

/** The version that a content is: 64 hexadecimal digits, of its canonical form. */
export function hashOf(content: readonly SignedItem[]): string {
  return sha256(canonical(content.map(({ kind, id, values, text }) => [kind, id, values, text ?? null])));
}

/** JSON with the fields of every object in one order, and without absent ones. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The words of a signed section, without their formats. */
export function wordsOf({ text = [] }: SignedItem): string {
  return text.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

/** What the report still needs before anybody can sign it (DOMAIN, “The report's parts”). */
export function missingFrom(content: readonly SignedItem[], sections: readonly Section[]) {
  const written = new Set(content.filter((part) => wordsOf(part).trim() !== '').map(({ id }) => id));
  return {
    sections: sections.filter((section) => isSigned(section) && section.required && !written.has(section.id)),
    action: !content.some(({ kind }) => kind === 'actionItem'),
  };
}
