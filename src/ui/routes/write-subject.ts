import type { Kind, Row } from '#domain/kinds.ts';
import { isMutationName } from '#domain/mutators.ts';
import type { Section } from '#domain/report/schema.ts';
import type { Store } from '#store/store.ts';
import type { Translate } from '../i18n/i18n.ts';
import { mutationKey } from '../i18n/message-keys.ts';
import { partWords } from './report-part-words.ts';

/** What a write is about: a report section, or what somebody called it (`''` when it has no name). */
export type Subject = { section: Section['key']; language?: string } | { words: string };
type Write = { id: string; name: string; args: unknown };

/** The subjects of writes by the writes' ids, as the rows read now; a row that is gone is known by its args. */
export async function subjectsOf({ db, context }: Store, writes: readonly Write[]): Promise<Map<string, Subject>> {
  // Hundreds may wait: one question to the database for all of them.
  const of = (kind: Kind, idOf: (args: Readonly<Record<string, unknown>>) => unknown) =>
    db.rows.bulkGet(writes.map(({ args }) => [context.exchangeId, kind, String(idOf(fieldsOf(args)))]));
  const [rows, sessions, translations] = await Promise.all([
    db.rows.bulkGet(writes.map((write) => [context.exchangeId, ...rowOf(write)])),
    // A joint text is that of a section or, when there is none of its id, of a session or a translation.
    of('session', ({ textId }) => textId),
    of('translation', ({ textId, id }) => textId ?? id),
  ]);
  const owners = await db.rows.bulkGet(
    translations.map((found, index) => [
      context.exchangeId,
      'section',
      String(fieldsOf(found?.row ?? writes[index]?.args).sectionId),
    ]),
  );
  return new Map(
    writes.map((write, index) => {
      const { language } = fieldsOf(translations[index]?.row ?? (write.name === 'translation.add' ? write.args : null));
      const row = (rows[index] ?? sessions[index])?.row;
      const owner = language === undefined ? undefined : owners[index]?.row;
      return [write.id, subjectOf(write, owner ?? row, owner && String(language))];
    }),
  );
}

function subjectOf({ args }: Write, row: Row | undefined, language: string | undefined): Subject {
  if (row && 'key' in row) return { section: row.key as Section['key'], ...(language ? { language } : {}) };
  const given = fieldsOf(args);
  // Why an exchange was closed or cancelled says more than what it is called.
  if (typeof given.why === 'string') return { words: given.why };
  return { words: nameIn(row) || nameIn(given) || nameIn(given.changes) || nameIn(firstOf(given.sessions)) };
}

/** The row that a write is about, whether it exists or not. */
function rowOf({ name, args }: Write): [Kind, string] {
  const given = fieldsOf(args);
  const [noun = ''] = name.split('.');
  if (noun === 'text' || noun === 'version' || name === 'comment.add') return ['section', String(given.textId)];
  if (noun === 'declaration') return ['expense', String(given.expenseId)];
  if (name === 'receipt.add') return ['expense', String(given.expenseId)];
  // A noun that is no kind finds no row.
  return [(noun === 'action' ? 'actionItem' : noun) as Kind, String(given.id)];
}

/** The fields that name a row to people, the best first. */
const naming = ['title', 'text', 'what', 'merchant', 'caption', 'body', 'name', 'topic'];

function nameIn(source: unknown): string {
  const fields = fieldsOf(source);
  const name = naming.map((field) => fields[field]).find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof name === 'string' ? name.trim() : '';
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** “Edit objective”; a name that only a newer version knows stands as it is. */
export function writeWords(t: Translate, name: string): string {
  // What the server has done itself, by its operator's command.
  if (name === 'files.purge') return t('hub-trail-purged');
  if (name === 'participant.erase') return t('hub-trail-erased');
  return isMutationName(name) ? t(mutationKey(name)) : name;
}

export function subjectWords(t: Translate, subject: Subject | undefined): string {
  if (!subject) return '';
  if (!('section' in subject)) return subject.words;
  return partWords(t, subject.section, subject.language);
}
