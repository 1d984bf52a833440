import { currencySchema } from '#domain/expense/money-schema.ts';
import { categories } from '#domain/expense/schema.ts';
import { objectiveStates } from '#domain/plan/schema.ts';
import { sectionKeys } from '#domain/report/schema.ts';
import type { SignedKind } from '#domain/signature/content.ts';
import type { SignedItem } from '#domain/signature/schema.ts';
import type { Turn } from '#domain/signature/signature.ts';
import type { Format } from '../i18n/format.ts';
import type { MessageKey, Translate } from '../i18n/i18n.ts';
import { partWords } from './report-part-words.ts';
import { languageName } from './word-languages.ts';

const kindKeys: Record<SignedKind, MessageKey> = {
  section: 'sign-section',
  translation: 'sign-section',
  objective: 'agreed-objective',
  actionItem: 'sign-action',
  evidence: 'sign-evidence',
  total: 'sign-total',
};

const fieldKeys: Record<string, MessageKey> = {
  approved: 'signed-field-approved',
  blob: 'agreed-file',
  caption: 'signed-field-caption',
  due: 'signed-field-due',
  language: 'translation-language',
  licence: 'signed-field-licence',
  note: 'session-note',
  spent: 'signed-field-spent',
  state: 'signed-field-state',
  title: 'session-name',
  uncounted: 'signed-field-uncounted',
  url: 'material-url',
  what: 'signed-field-what',
  who: 'signed-field-who',
};

export const turnKeys: Record<Turn, MessageKey> = {
  mentee: 'status-next-mentee',
  mentor: 'status-next-mentor',
  both: 'status-next-both',
  hub: 'status-next-hub',
  nobody: 'status-next-nobody',
};

export function fieldWords(field: string, t: Translate): string {
  return t(fieldKeys[field] ?? 'agreed-other');
}

/** “Section: “Summary””, or only the kind of what has no name. */
export function itemWords(kind: SignedKind, item: SignedItem, t: Translate): string {
  const name = nameOf(kind, item, t);
  return name === '' ? t(kindKeys[kind]) : t('agreed-named', t(kindKeys[kind]), name);
}

export function nameOf(kind: SignedKind, { id, values }: SignedItem, t: Translate): string {
  if (kind === 'section' || kind === 'translation') {
    const key = sectionKeys.find((known) => known === values.key);
    return key ? partWords(t, key, kind === 'translation' ? values.language : undefined) : '';
  }
  if (kind === 'total') {
    const category = categories.find((known) => known === id);
    return category ? t(`category-${category}`) : '';
  }
  return values.title ?? values.what ?? values.caption ?? '';
}

/** A signed value as people read it: what a program chose comes in words, amounts with their currency. */
export function valueWords(
  kind: SignedKind,
  field: string,
  value: string,
  values: SignedItem['values'],
  { t, format }: { t: Translate; format: Format },
): string {
  if (value === '') return t('agreed-nothing');
  if (field === 'blob') return t('agreed-other-file');
  if (field === 'language') return languageName(value);
  if (field === 'due') return format.day(value, 'medium');
  const state = objectiveStates.find((known) => known === value);
  if (kind === 'objective' && field === 'state' && state) return t(`objective-state-${state}`);
  const currency = currencySchema.safeParse(values.currency).data;
  if (kind === 'total' && currency && (field === 'approved' || field === 'spent'))
    return format.money(Number(value), currency);
  return value;
}
