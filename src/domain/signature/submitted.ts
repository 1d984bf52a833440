import type { Side } from '../agreement/schema.ts';
import { byTurn, type ReviewEntry, type ReviewState, stateOfTalk } from '../review/schema.ts';
import type { Signature } from './schema.ts';

/** A version that both sides have signed, each with its latest signature of it. */
export type BothSigned = Readonly<Record<Side, Signature>> & { readonly hash: string; readonly number: number };

/** The signatures that the mentor has not sent back since, in the order in which the server took them. */
export function standing(signatures: readonly Signature[]): Signature[] {
  const inOrder = signatures.toSorted((a, b) => a.number - b.number);
  const returned = inOrder.findLastIndex(({ act }) => act === 'returned');
  return inOrder.slice(returned + 1);
}

/** The version that both sides signed last, whether or not it still is what stands there. */
export function bothSigned(signatures: readonly Signature[]): BothSigned | undefined {
  return lastOfBoth(signatures.toSorted((a, b) => a.number - b.number).filter(({ act }) => act === 'signed'));
}

/** Whether both sides' signatures of a version count. @param hash left out: of whichever was signed last */
export function isSignedByBoth(signatures: readonly Signature[], hash?: string): boolean {
  const counted = bothSigned(standing(signatures).filter((one) => hash === undefined || one.hash === hash));
  return counted !== undefined;
}

/** @param signed signatures in the order of their numbers */
function lastOfBoth(signed: readonly Signature[]): BothSigned | undefined {
  let both: BothSigned | undefined;
  const latest = new Map<string, Partial<Record<Side, Signature>>>();
  for (const signature of signed) {
    const { hash, side, number } = signature;
    const of = { ...latest.get(hash), [side]: signature };
    latest.set(hash, of);
    if (of.mentee && of.mentor) both = { hash, number, mentee: of.mentee, mentor: of.mentor };
  }
  return both;
}

/**
 * Where the report stands with the Hub: what both sides have signed anew since the Hub's last word waits for it again.
 * @returns undefined while it was never submitted, and the Hub has said nothing
 */
export function reviewOfReport(
  talk: readonly ReviewEntry[],
  signatures: readonly Signature[],
): ReviewState | undefined {
  const said = stateOfTalk(talk);
  const both = bothSigned(signatures);
  const lastTurn = talk.toSorted(byTurn).at(-1)?.turn ?? 0;
  const isAnswer = both !== undefined && Math.min(both.mentee.turn, both.mentor.turn) >= lastTurn;
  if (said === 'queried' || said === 'rejected') return isAnswer ? 'waiting' : 'queried';
  return talk.length > 0 || both ? said : undefined;
}
