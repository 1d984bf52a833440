import { type ContentChange, changesBetween } from './changes.ts';
import { hashOf, type PlanReader, readContent } from './content.ts';
import { type AgreedItem, type Agreement, type Side, sides } from './schema.ts';

/** Where the two sides stand with what is written in plan and schedule now. */
export type AgreementState = {
  /** The version that stands there now. */
  readonly hash: string;
  /** Each side's agreement to exactly this version, if it has given one. */
  readonly present: Readonly<Record<Side, Agreement | undefined>>;
  /** `agreed`: both to this version. `voided`: both had agreed to an earlier one. `open`: never both. */
  readonly state: 'agreed' | 'voided' | 'open';
  /** The version that both agreed to last, by whom and when. */
  readonly both: (Record<Side, Agreement> & { readonly hash: string }) | undefined;
  /** What has changed since; empty when agreed, or when both never have. */
  readonly changes: readonly ContentChange[];
  /** The content that stands there now, and the one that both agreed to last. */
  readonly content: readonly AgreedItem[];
  readonly before: readonly AgreedItem[];
};

/** @param rows of the whole exchange, as this reader may see them */
export async function agreementState(rows: PlanReader): Promise<AgreementState> {
  const [agreements, content] = await Promise.all([rows.list('agreement'), readContent(rows)]);
  return stateOf(agreements, content);
}

/** Whether both sides agree to plan and schedule as they are now: before that, no travel (DOMAIN, “Planning”). */
export async function isAgreed(rows: PlanReader): Promise<boolean> {
  return (await agreementState(rows)).state === 'agreed';
}

/** As `agreementState`, of rows that were read already. */
export function stateOf(agreements: readonly Agreement[], content: readonly AgreedItem[]): AgreementState {
  const hash = hashOf(content);
  const inOrder = [...agreements].sort((a, b) => a.number - b.number);
  const present = { mentee: latest(inOrder, 'mentee', hash), mentor: latest(inOrder, 'mentor', hash) };
  const both = lastOfBoth(inOrder);
  const agreed = present.mentee !== undefined && present.mentor !== undefined;
  const before = inOrder.find((agreement) => agreement.hash === both?.hash && agreement.content)?.content ?? [];
  return {
    hash,
    present,
    state: agreed ? 'agreed' : both ? 'voided' : 'open',
    both,
    changes: !agreed && both ? changesBetween(before, content) : [],
    content,
    before,
  };
}

function latest(agreements: readonly Agreement[], side: Side, hash: string): Agreement | undefined {
  return agreements.findLast((agreement) => agreement.side === side && agreement.hash === hash);
}

/** The version whose second agreement came last. */
function lastOfBoth(agreements: readonly Agreement[]): AgreementState['both'] {
  const sidesOf = new Map<string, Set<Side>>();
  let hash: string | undefined;
  for (const agreement of agreements) {
    const agreed = (sidesOf.get(agreement.hash) ?? new Set()).add(agreement.side);
    sidesOf.set(agreement.hash, agreed);
    if (agreed.size === sides.length) hash = agreement.hash;
  }
  const [mentee, mentor] = hash === undefined ? [] : sides.map((side) => latest(agreements, side, hash));
  return hash !== undefined && mentee && mentor ? { hash, mentee, mentor } : undefined;
}
