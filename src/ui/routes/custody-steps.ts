import type { BlobRecord } from '#store/db.ts';
import type { MessageKey } from '../i18n/i18n.ts';

/** One step of a photo's way; `at` in ms since the epoch, null when it is not known or has not come. */
export type CustodyStep = { key: MessageKey; at: number | null; state: 'done' | 'now' | 'next' };

/**
 * The way of a photo from the camera to the other phone (S6), as this device knows it.
 *
 * @param capturedAt when its row says that it was taken, in ms
 * @param record     its custody here; undefined when it has not arrived here yet
 */
export function custodySteps(capturedAt: number, record: BlobRecord | undefined): CustodyStep[] {
  const captured: CustodyStep = { key: 'custody-step-captured', at: capturedAt, state: 'done' };
  if (!record) return [captured, { key: 'custody-step-received', at: null, state: 'next' }];
  const { state, origin, storedAt, sendingAt, confirmedAt, seenAt } = record;
  if (origin === 'received' && state !== 'waiting') {
    const received: CustodyStep = { key: 'custody-step-received', at: storedAt, state: 'done' };
    return [captured, received, ...(state === 'cleared' ? [cleared] : [])];
  }
  const isVerified = confirmedAt !== null;
  const sending = isVerified ? 'done' : sendingAt === null ? 'next' : 'now';
  return [
    captured,
    { key: 'custody-step-stored', at: storedAt, state: 'done' },
    { key: 'custody-step-sending', at: sendingAt, state: sending },
    { key: 'custody-step-verified', at: confirmedAt, state: isVerified ? 'done' : 'next' },
    { key: 'custody-step-seen', at: seenAt, state: seenAt === null ? 'next' : 'done' },
  ];
}

const cleared: CustodyStep = { key: 'custody-step-cleared', at: null, state: 'done' };
