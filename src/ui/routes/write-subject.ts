import { isKind } from '#domain/kinds.ts';
import { isMutationName } from '#domain/mutators.ts';
import type { Section } from '#domain/report/schema.ts';
import { getRow } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import type { Translate } from '../i18n/i18n.ts';
import { mutationKey } from '../i18n/message-keys.ts';

/** What a write is about: a report section, or what somebody called it (`''` when it has no name). */
export type Subject = { section: Section['key'] } | { words: string };
type Write = { id: string; name: string; args: unknown };

/** The subjects of writes by the writes' ids, as the rows read now; a row that is gone is known by its args. */
export async function subjectsOf(store: Store, writes: readonly Write[]): Promise<Map<string, Subject>> {
  const subjects = writes.map(async (write) => [write.id, await subjectOf(store, write)] as const);
  return new Map(await Promise.all(subjects));
}

async function subjectOf(store: Store, { name, args }: Write): Promise<Subject> {
  const given = fieldsOf(args);
  if (name === 'text.edit') {
    const section = await getRow(store, 'section', String(given.textId));
    return section ? { section: section.key } : { words: '' };
  }
  const [noun = ''] = name.split('.');
  const kind = noun === 'action' ? 'actionItem' : noun === 'receipt' ? 'expense' : noun;
  const id = String(noun === 'receipt' ? given.expenseId : given.id);
  const row = isKind(kind) ? await getRow(store, kind, id) : undefined;
  return { words: nameIn(row) || nameIn(given) || nameIn(given.changes) };
}

/** The fields that name a row to people, the best first. */
const naming = ['title', 'text', 'what', 'merchant', 'caption', 'body', 'name', 'topic'];

function nameIn(source: unknown): string {
  const fields = fieldsOf(source);
  const name = naming.map((field) => fields[field]).find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof name === 'string' ? name.trim() : '';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** “Edit objective”; a name that only a newer version knows stands as it is. */
export function writeWords(t: Translate, name: string): string {
  return isMutationName(name) ? t(mutationKey(name)) : name;
}

export function subjectWords(t: Translate, subject: Subject | undefined): string {
  if (!subject) return '';
  return 'section' in subject ? t(`section-${subject.section}`) : subject.words;
}
