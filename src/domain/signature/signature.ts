import { type Side, sides } from '../agreement/schema.ts';
import { hashOf } from './content.ts';
import type { Signature, SignedItem } from './schema.ts';
import { type BothSigned, bothSigned, standing } from './submitted.ts';

/** Where the two sides stand with the report as it is written now. */
export type SignatureState = {
  /** The version that stands there now, and what it holds. */
  readonly hash: string;
  readonly content: readonly SignedItem[];
  /** Each side's signature of exactly this version, if it has given one and the mentor has not sent it back since. */
  readonly present: Readonly<Record<Side, Signature | undefined>>;
  /** `signed`: both this version. `voided`: an earlier one was signed, by one side or both. `open`: none ever. */
  readonly state: 'signed' | 'voided' | 'one-side' | 'open';
  /** The version that both signed last, by whom and when. */
  readonly both: BothSigned | undefined;
  /** What each side signed last, whatever has become of it. */
  readonly last: Readonly<Record<Side, Signature | undefined>>;
  /** The mentor's reason for sending it back, until somebody has signed again. */
  readonly returned: Signature | undefined;
};

export function stateOf(signatures: readonly Signature[], content: readonly SignedItem[]): SignatureState {
  const hash = hashOf(content);
  const inOrder = signatures.toSorted((a, b) => a.number - b.number);
  const counted = standing(signatures);
  const latest = (among: readonly Signature[], side: Side, wanted?: string) =>
    among.findLast((one) => one.act === 'signed' && one.side === side && (!wanted || one.hash === wanted));
  const present = { mentee: latest(counted, 'mentee', hash), mentor: latest(counted, 'mentor', hash) };
  const given = sides.filter((side) => present[side]).length;
  const wasSigned = inOrder.some(({ act }) => act === 'signed');
  return {
    hash,
    content,
    present,
    state: given === 2 ? 'signed' : given === 1 ? 'one-side' : wasSigned ? 'voided' : 'open',
    both: bothSigned(signatures),
    last: { mentee: latest(inOrder, 'mentee'), mentor: latest(inOrder, 'mentor') },
    returned: counted.length === 0 && inOrder.at(-1)?.act === 'returned' ? inOrder.at(-1) : undefined,
  };
}

/** Who has to do something next: a side, the Hub, or nobody once it has accepted. */
export type Turn = Side | 'hub' | 'both' | 'nobody';

/** @param accepted the Hub has accepted exactly this version */
export function whoIsNext({ present, returned }: SignatureState, accepted: boolean): Turn {
  if (accepted) return 'nobody';
  if (present.mentee && present.mentor) return 'hub';
  if (present.mentee) return 'mentor';
  if (present.mentor) return 'mentee';
  // The mentee drafts and submits; the mentor reviews and co-signs (DOMAIN, “People and roles”).
  return returned ? 'mentee' : 'both';
}
