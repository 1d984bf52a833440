import type { ErrorCode } from '#domain/errors.ts';
import type { BlobRecord } from '#store/db.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** Where an expense and its files are; times in ms since the epoch, null when unknown. */
export type Custody =
  | { state: 'refused'; code: ErrorCode }
  | { state: 'uploading'; share: number }
  | { state: 'waiting'; at: number | null }
  | { state: 'missing' }
  | { state: 'stored'; at: number | null };

type Files = readonly { blob: string; thumb: string | null }[];

/** Refused for what the file is; any other failure of an upload mends itself with the next try. */
const refusals: ReadonlySet<ErrorCode | null> = new Set([
  'file_not_supported',
  'file_too_large',
  'file_empty',
  'hash_mismatch',
]);

/**
 * The custody of some files together, the least safe first.
 *
 * @param pending a write about them waits too
 */
export function custodyOf(files: Files, records: ReadonlyMap<string, BlobRecord>, pending: boolean): Custody {
  const hashes = files.flatMap(({ blob, thumb }) => (thumb === null ? [blob] : [blob, thumb]));
  const known = hashes.flatMap((hash) => records.get(hash) ?? []);
  const waiting = known.filter(({ state }) => state === 'waiting');
  const refused = waiting.find(({ lastError }) => refusals.has(lastError));
  if (refused?.lastError) return { state: 'refused', code: refused.lastError };
  if (waiting.some(({ sentBytes }) => sentBytes > 0)) {
    const ours = known.filter((record) => record.state === 'waiting' || wasSentFromHere(record));
    return { state: 'uploading', share: total(ours, 'sentBytes') / total(ours, 'size') };
  }
  if (waiting.length > 0) return { state: 'waiting', at: Math.min(...waiting.map(({ storedAt }) => storedAt)) };
  if (pending) return { state: 'waiting', at: null };
  if (files.some(({ blob }) => !records.has(blob))) return { state: 'missing' };
  const sent = known.filter(wasSentFromHere);
  return { state: 'stored', at: sent.length > 0 ? Math.max(...sent.map(({ confirmedAt }) => confirmedAt ?? 0)) : null };
}

/** What was downloaded was at the server before it was here: since when, this device does not know. */
function wasSentFromHere({ storedAt, confirmedAt }: BlobRecord): boolean {
  return confirmedAt !== null && confirmedAt > storedAt;
}

function total(records: readonly BlobRecord[], field: 'sentBytes' | 'size'): number {
  return records.reduce((sum, record) => sum + record[field], 0);
}

export type Words = { t: Translate; format: Format };
type Here = { now: number; reachable: boolean };

/** The custody in words, with its age: neither the phone's clock nor the host's, which may differ. */
export function custodyWords(custody: Custody, { t, format }: Words, { now, reachable }: Here): string {
  const when = (at: number) => format.relative(at, now);
  switch (custody.state) {
    case 'refused':
      return t(errorKey(custody.code));
    case 'uploading':
      return t(reachable ? 'receipt-custody-uploading' : 'receipt-custody-paused', format.percent(custody.share));
    case 'waiting':
      return custody.at === null ? t('receipt-custody-changes') : t('receipt-custody-waiting', when(custody.at));
    case 'missing':
      return t('photo-not-here');
    case 'stored':
      return custody.at === null ? t('receipt-custody-stored') : t('receipt-custody-stored-at', when(custody.at));
  }
}
