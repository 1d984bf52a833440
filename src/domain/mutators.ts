import type * as z from 'zod/mini';
import { needsPhase, refuseAuthor, refusePhase, refuseRole } from './access/access.ts';
import { agreementMutations } from './agreement/mutators.ts';
import { bookingMutations } from './booking/mutators.ts';
import { BufferedTx } from './buffered-tx.ts';
import { checkInMutations } from './check-in/mutators.ts';
import { commentMutations } from './comment/mutators.ts';
import { dayPlanMutations } from './day-plan/mutators.ts';
import { type Rejection, reject } from './errors.ts';
import { evidenceMutations } from './evidence/mutators.ts';
import { exchangeMutations } from './exchange/mutators.ts';
import { declarationMutations } from './expense/declaration.ts';
import { expenseMutations } from './expense/mutators.ts';
import { feedbackMutations } from './feedback/mutators.ts';
import { followUpMutations } from './follow-up/mutators.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { planMutations } from './plan/mutators.ts';
import { practicalitiesMutations } from './plan/practicalities.ts';
import { ReaderTx } from './reader-tx.ts';
import { reportMutations } from './report/mutators.ts';
import { reviewMutations } from './review/mutators.ts';
import { scheduleMutations } from './schedule/mutators.ts';
import { signatureMutations } from './signature/mutators.ts';
import { slipMutations } from './slip/mutators.ts';
import { submissionMutations } from './submission/mutators.ts';
import type { Tx } from './tx.ts';

/** The one registry of mutation names: what a device may ask and the server may accept. */
export const mutations = {
  ...exchangeMutations,
  ...planMutations,
  ...practicalitiesMutations,
  ...agreementMutations,
  ...checkInMutations,
  ...followUpMutations,
  ...scheduleMutations,
  ...dayPlanMutations,
  ...expenseMutations,
  ...declarationMutations,
  ...reportMutations,
  ...commentMutations,
  ...evidenceMutations,
  ...bookingMutations,
  ...reviewMutations,
  ...feedbackMutations,
  ...signatureMutations,
  ...slipMutations,
  ...submissionMutations,
};

export type MutationName = keyof typeof mutations;
export type ArgsOf<N extends MutationName> = z.infer<(typeof mutations)[N]['args']>;

export function isMutationName(name: string): name is MutationName {
  return Object.hasOwn(mutations, name);
}

/**
 * Runs a mutation by name on unchecked args: allowed? well formed? rules kept? Only then are its
 * writes put through to `tx`. The phone and the server both come through here (S3), so this is the one place where the
 * authorisation table is enforced.
 *
 * @param now ms since the epoch by the server's clock, which decides the phase of the exchange; a phone has none to give
 * @returns undefined when it took effect, or why it did not; then `tx` has not been written to
 * @throws  what `tx` throws: a failed store is not a rejected mutation
 */
export async function runMutation(
  tx: Tx,
  name: string,
  args: unknown,
  context: MutationContext,
  now?: number,
): Promise<Rejection | undefined> {
  if (!isMutationName(name)) return reject('unknown_mutation', name);
  // Each entry's args schema and run agree by construction (defineMutation); the union of them does not say so.
  const mutation = mutations[name] as unknown as Mutation<unknown>;
  const { access } = mutation;
  const refused = refuseRole(access, context);
  if (refused) return refused;
  const parsed = mutation.args.safeParse(args);
  if (!parsed.success)
    return reject('args_invalid', parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
  const exchange = needsPhase(access, context) ? await tx.get('exchange', context.exchangeId) : undefined;
  const forbidden = refuseAuthor(access, parsed.data, context) ?? refusePhase(access, context, exchange, now);
  if (forbidden) return forbidden;
  const buffer = new BufferedTx(tx);
  const view = new ReaderTx(buffer, context);
  const rejection = (await mutation.run(view, parsed.data, context)) ?? view.refusal;
  if (!rejection) await buffer.flush();
  return rejection;
}
