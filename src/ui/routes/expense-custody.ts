import type { ErrorCode } from '#domain/errors.ts';
import { isRefused } from '#store/blobs.ts';
import type { BlobRecord } from '#store/db.ts';
import { isPurged } from '#store/forget-purged.ts';
import type { PhotoPolicy } from '../context.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** Where an expense and its files are; times in ms since the epoch, null when unknown. */
export type Custody =
  | { state: 'refused'; code: ErrorCode }
  /** Waits for a connection without charge, or for the person's word. */
  | { state: 'held' }
  | { state: 'uploading'; share: number }
  | { state: 'waiting'; at: number | null }
  | { state: 'missing' }
  /** Its time was over: it is nowhere any more. */
  | { state: 'purged' }
  /** Removed here to make room; the server has it. */
  | { state: 'cleared' }
  | { state: 'received'; at: number }
  | { state: 'stored'; at: number | null }
  | { state: 'seen'; at: number };

type Files = readonly { blob: string; thumb: string | null }[];

/**
 * The custody of some files together, the least safe first.
 *
 * @param pending a write about them waits too
 * @param policy  which files may be sent now, when that is known
 */
export function custodyOf(
  files: Files,
  records: ReadonlyMap<string, BlobRecord>,
  pending: boolean,
  policy?: Pick<PhotoPolicy, 'maySend'>,
): Custody {
  const hashes = files.flatMap(({ blob, thumb }) => (thumb === null ? [blob] : [blob, thumb]));
  const known = hashes.flatMap((hash) => records.get(hash) ?? []);
  const waiting = known.filter(({ state }) => state === 'waiting');
  if (waiting.length > 0) return custodyHere(known, waiting, policy);
  if (pending) return { state: 'waiting', at: null };
  const originals = files.flatMap(({ blob }) => records.get(blob) ?? []);
  if (originals.length < files.length) return { state: 'missing' };
  return custodyThere(originals);
}

/** Of files that the server has not confirmed. */
function custodyHere(
  known: readonly BlobRecord[],
  waiting: readonly BlobRecord[],
  policy: Pick<PhotoPolicy, 'maySend'> | undefined,
): Custody {
  const refused = waiting.find(isRefused);
  if (refused?.lastError) return { state: 'refused', code: refused.lastError };
  if (policy && waiting.some((record) => !policy.maySend(record))) return { state: 'held' };
  if (waiting.some(({ sentBytes }) => sentBytes > 0)) {
    const ours = known.filter(({ state, origin }) => state === 'waiting' || origin === 'captured');
    return { state: 'uploading', share: total(ours, 'sentBytes') / total(ours, 'size') };
  }
  return { state: 'waiting', at: Math.min(...waiting.map(({ storedAt }) => storedAt)) };
}

/** Of originals that the server has: taken here, received, or none at all. */
function custodyThere(originals: readonly BlobRecord[]): Custody {
  if (originals.some(isPurged)) return { state: 'purged' };
  if (originals.some(({ state }) => state === 'cleared')) return { state: 'cleared' };
  const own = originals.filter(({ origin }) => origin === 'captured');
  if (own.length === 0 && originals.length > 0)
    return { state: 'received', at: Math.max(...originals.map(({ storedAt }) => storedAt)) };
  const seen = own.flatMap(({ seenAt }) => seenAt ?? []);
  if (own.length > 0 && seen.length === own.length) return { state: 'seen', at: Math.max(...seen) };
  return { state: 'stored', at: own.length > 0 ? Math.max(...own.map(({ confirmedAt }) => confirmedAt ?? 0)) : null };
}

function total(records: readonly BlobRecord[], field: 'sentBytes' | 'size'): number {
  return records.reduce((sum, record) => sum + record[field], 0);
}

export type Words = { t: Translate; format: Format };
type Here = { now: number; reachable: boolean };

/** The custody in words, with its age: neither the phone's clock nor the host's, which may differ. */
export function custodyWords(custody: Custody, { t, format }: Words, { now, reachable }: Here): string {
  const when = (at: number) => format.ago(at, now);
  switch (custody.state) {
    case 'refused':
      return t(errorKey(custody.code));
    case 'held':
      return t('custody-held');
    case 'uploading':
      return t(reachable ? 'receipt-custody-uploading' : 'receipt-custody-paused', format.percent(custody.share));
    case 'waiting':
      return custody.at === null ? t('receipt-custody-changes') : t('receipt-custody-waiting', when(custody.at));
    case 'missing':
      return t('photo-not-here');
    case 'purged':
      return t('error-file-purged');
    case 'cleared':
      return t('custody-cleared');
    case 'received':
      return t('custody-received', when(custody.at));
    case 'stored':
      return custody.at === null ? t('receipt-custody-stored') : t('receipt-custody-stored-at', when(custody.at));
    case 'seen':
      return t('custody-seen', when(custody.at));
  }
}
