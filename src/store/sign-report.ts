import { type Rejection, reject } from '#domain/errors.ts';
import { hashOf, missingFrom, signedSections } from '#domain/signature/content.ts';
import type { StoredRejection } from './db.ts';
import { reportOnDevice } from './queries/report-signature.ts';
import { listRows } from './queries/rows.ts';
import { retryRejection } from './rejections.ts';
import type { Store } from './store.ts';

/**
 * A report of this many bytes as JSON does not travel with its signature, since one message has to hold it (S10): the
 * server, which has all of it, keeps its own copy.
 */
const maxBytes = 400 * 1024;

/**
 * Signs the report that the person sees, for their side.
 *
 * @param refused an earlier signature that was refused: this one takes its place under “Needs attention”
 * @returns why it can't be: `report-changed` when another version has arrived since the screen was drawn
 * @throws  CarnetError like `mutate`
 */
export async function signReport(
  store: Store,
  hash: string,
  refused: StoredRejection | undefined,
): Promise<Rejection | undefined> {
  const content = await reportOnDevice(store);
  if (hashOf(content) !== hash) return reject('rule_broken', 'report-changed');
  const missing = missingFrom(content, await signedSections({ list: (kind) => listRows(store, kind) }));
  if (missing.sections.length > 0) return reject('rule_broken', 'report-incomplete');
  const travels = new TextEncoder().encode(JSON.stringify(content)).length <= maxBytes;
  const args = { id: store.newId(), hash, at: store.instant(), ...(travels ? { content } : {}) };
  if (!refused) return store.mutate('report.sign', args);
  return retryRejection(store, refused, [{ name: 'report.sign', args }]);
}
