import type { AgreementState as Agreements } from '../agreement/agreement.ts';
import type { CheckIn, CheckInReply } from '../check-in/schema.ts';
import { byTurn, type ReviewEntry } from '../review/schema.ts';
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

/** Where the talk about the report has led to; it is about the exchange itself. */
export function reportStateOf(entries: readonly ReviewEntry[], exchangeId: string): ReportState {
  const talk = entries.filter(({ aboutId }) => aboutId === exchangeId).sort(byTurn);
  const verdict = talk.at(-1)?.verdict;
  if (verdict === 'approved') return 'accepted';
  if (verdict === 'queried' || verdict === 'rejected') return 'changes-asked';
  return verdict === 'answered' ? 'submitted' : 'open';
}
