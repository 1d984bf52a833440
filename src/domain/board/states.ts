import type { AgreementState, ReportState } from './schema.ts';
import type { AnyRow, RowsByKind } from './summarise.ts';

/** The states of nouns that a summary tells of, read loosely: an exchange may hold none of their rows. */

const decisions = ['waiting', 'approved', 'queried', 'rejected'] as const;
type Decision = (typeof decisions)[number];

/** What the Hub has said to an expense; `waiting` until it has. */
export function decisionOf({ review }: AnyRow): Decision {
  return decisions.find((decision) => decision === review) ?? 'waiting';
}

/** Who has agreed to the version that was agreed to last. */
export function agreementOf(rows: RowsByKind): AgreementState {
  const agreements = inOrder(rows.get('agreement') ?? [], 'number');
  const last = agreements.at(-1);
  if (!last) return 'none';
  const sides = new Set(agreements.filter(({ hash }) => hash === last.hash).map(({ side }) => side));
  return sides.size > 1 ? 'agreed' : 'one-side';
}

/** Check-ins that ask for help and that nobody but their author has answered. */
export function checkInsForHub(rows: RowsByKind): number {
  const replies = rows.get('checkInReply') ?? [];
  const isAnswered = (checkIn: AnyRow) =>
    replies.some((reply) => reply.checkInId === checkIn.id && reply.participantId !== checkIn.participantId);
  return (rows.get('checkIn') ?? []).filter((checkIn) => checkIn.feeling === 'help' && !isAnswered(checkIn)).length;
}

/** Where the talk about the report has led to; it is about the exchange itself. */
export function reportStateOf(rows: RowsByKind, exchangeId: string): ReportState {
  const talk = (rows.get('reviewEntry') ?? []).filter(({ aboutId }) => aboutId === exchangeId);
  const verdict = inOrder(talk, 'turn').at(-1)?.verdict;
  if (verdict === 'approved') return 'accepted';
  if (verdict === 'queried' || verdict === 'rejected') return 'changes-asked';
  return verdict === 'answered' ? 'submitted' : 'open';
}

function inOrder(rows: readonly AnyRow[], field: string): AnyRow[] {
  return [...rows].sort((a, b) => Number(a[field]) - Number(b[field]));
}
