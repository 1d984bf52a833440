import type { Kind, Row } from '#domain/kinds.ts';
import { type Collected, collectPublication } from '#domain/publication/collect.ts';
import type { Store } from '../store.ts';
import { listTextRows } from './report.ts';
import { listRows } from './rows.ts';

/** The kinds of rows that a publication looks at, beside the joint texts. */
const kinds = [
  'exchange',
  'participant',
  'section',
  'translation',
  'objective',
  'question',
  'session',
  'sessionChange',
  'expense',
  'budgetLine',
  'actionItem',
  'evidence',
  'resource',
] as const satisfies readonly Kind[];

/**
 * What of the open exchange may be published, from the rows that are on this device.
 * @param options.withTexts false leaves out the joint texts, for who reads it again with every letter
 * @param options.language  see `collectPublication`
 */
export async function readPublication(
  store: Store,
  { withTexts = true, language = null }: { withTexts?: boolean; language?: string | null } = {},
): Promise<Collected | undefined> {
  const lists = await Promise.all(kinds.map((kind) => listRows(store, kind)));
  const byKind = new Map<Kind, Row[]>(kinds.map((kind, at) => [kind, lists[at] ?? []]));
  const written = withTexts ? [...(byKind.get('section') ?? []), ...(byKind.get('translation') ?? [])] : [];
  const texts = await Promise.all(written.map(({ id }) => listTextRows(store, id)));
  byKind.set('textUpdate', texts.flat());
  // Under each kind stand the rows that were listed as of it.
  return collectPublication((kind) => (byKind.get(kind) ?? []) as never, language);
}
