import type { AgreementState as Agreements } from '../agreement/agreement.ts';
import type { CheckIn, CheckInReply } from '../check-in/schema.ts';
import { byTurn, type ReviewEntry } from '../review/schema.ts';
import type { Signature } from '../signature/schema.ts';
import { bothSigned, reviewOfReport } from '../signature/submitted.ts';
import type { AgreementState, ReportState } from './schema.ts';

/** How far the two sides are, in one word. */
export function agreementOf({ state, present }: Agreements): AgreementState {
  if (state !== 'open') return state;
  return present.mentee || present.mentor ? 'one-side' : 'none';
}

/** Check-ins that ask for help and that nobody but their author has answered. */
export function checkInsForHub(checkIns: readonly CheckIn[], replies: readonly CheckInReply[]): number {
  const isAnswered = ({ id, participantId }: CheckIn) =>
    replies.some((reply) => reply.checkInId === id && reply.participantId !== participantId);
  return checkIns.filter((checkIn) => checkIn.feeling === 'help' && !isAnswered(checkIn)).length;
}

/**
 * Where signatures and the talk about the report have led to; the talk is about the exchange itself.
 * @param now the version that the report is now; left out: whatever both signed last counts
 */
export function reportStateOf(
  entries: readonly ReviewEntry[],
  exchangeId: string,
  signatures: readonly Signature[],
  now?: string,
): ReportState {
  const talk = entries.filter(({ aboutId }) => aboutId === exchangeId).sort(byTurn);
  const counted = signatures.filter(({ hash }) => now === undefined || hash === now);
  const review = reviewOfReport(talk, counted);
  if (review === 'approved') return 'accepted';
  if (review === 'queried' || review === 'rejected') return 'changes-asked';
  return talk.at(-1)?.verdict === 'answered' || bothSigned(counted) ? 'submitted' : 'open';
}
