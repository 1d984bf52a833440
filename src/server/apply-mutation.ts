import { type Rejection, reject } from '#domain/errors.ts';
import { uuidV7 } from '#domain/ids.ts';
import type { MutationContext } from '#domain/mutation.ts';
import type { WireMutation } from '#domain/protocol.ts';
import { textUpdateSchema } from '#domain/report/schema.ts';
import type { Tx } from '#domain/tx.ts';
import { compactText, isTextUpdate } from './compact-text.ts';
import { keepDailyVersion } from './daily-version.ts';
import { GuardedTx } from './guarded-tx.ts';
import type { Services } from './services.ts';
import { refuseOtherReport, withReport } from './signed-report.ts';
import type { ExchangeWriter, Outcome } from './storage.ts';

export type ApplyDeps = Pick<Services, 'run' | 'clock' | 'random' | 'log'>;

/** Who sends it, and from which device its numbers count. */
export type Sender = {
  readonly deviceId: string;
  readonly context: MutationContext;
  /** What became of those that were kept before, by id: all that are asked about, and each that is run. */
  readonly seen: Map<string, Outcome>;
};

/**
 * Runs one mutation and keeps it in the log, accepted or rejected (S3).
 * @returns the version of the exchange after it, and the rejection if there was one
 * @throws  StorageError, and then the transaction around it must be rolled back
 */
export async function applyMutation(
  deps: ApplyDeps,
  writer: ExchangeWriter,
  version: number,
  mutation: WireMutation,
  { deviceId, context, seen: outcomes }: Sender,
): Promise<{ version: number; rejection: Rejection | undefined }> {
  const tx = writer.txAt(version + 1);
  // S2: a phone that had to renumber its outbox, or was restored on another device, sends again what has had its effect.
  const seen = outcomes.get(mutation.id);
  const rejection = seen ? seen.rejection : await runSafely(deps, tx, mutation, context);
  const reached = rejection || seen ? version : version + 1;
  if (!rejection && !seen && mutation.name === 'text.edit') {
    const edit = textUpdateSchema.parse(mutation.args);
    await keepDailyVersion(deps, tx, context.exchangeId, edit);
    await compactText(writer, tx, edit.textId);
  }
  await writer.appendLog({
    deviceId,
    seq: mutation.seq,
    mutationId: mutation.id,
    participantId: context.participantId,
    name: mutation.name,
    args: mutation.args,
    version: seen?.version ?? reached,
    versionId: rejection || seen ? null : newVersionId(deps),
    rejection,
    receivedAt: deps.clock().toISOString(),
  });
  if (!seen) outcomes.set(mutation.id, { version: reached, rejection });
  return { version: reached, rejection };
}

/**
 * Made of chance and not of the mutation: after a backup was put back, the same write may come again and be the same
 * version of an exchange that is otherwise another one.
 */
function newVersionId({ clock, random }: ApplyDeps): string {
  return uuidV7(clock().getTime(), random(10));
}

/** What takes a block away again is an update like any other. */
function revertOf(args: unknown): unknown {
  return typeof args === 'object' && args !== null && 'revert' in args ? { update: args.revert } : undefined;
}

/** A mutator that throws is our bug: the mutation is rejected as `internal`, so that it cannot block the queue. */
async function runSafely(
  { run, clock, log }: ApplyDeps,
  base: Tx,
  mutation: WireMutation,
  context: MutationContext,
): Promise<Rejection | undefined> {
  const tx = new GuardedTx(base);
  let rejection: Rejection | undefined;
  try {
    const { name, args } = mutation;
    rejection =
      (await refusal(tx, mutation, context)) ??
      (await run(tx, name, await withReport(tx, name, args), context, clock().getTime()));
  } catch (error) {
    rejection = reject('internal');
    log(`mutation ${JSON.stringify(mutation.name)} failed: ${error instanceof Error ? error.stack : error}`);
  }
  tx.assertSound();
  return rejection;
}

/** What the server adds to the shared rules. */
async function refusal(tx: Tx, mutation: WireMutation, context: MutationContext): Promise<Rejection | undefined> {
  const { name, args } = mutation;
  if (name === 'exchange.create') return undefined;
  if (!(await tx.get('exchange', context.exchangeId))) return reject('not_found', 'exchange');
  // An update that is none would keep every phone from opening the text.
  if (name === 'text.edit' && !isTextUpdate(args)) return reject('args_invalid', 'update');
  if (name === 'section.take' && !isTextUpdate(revertOf(args))) return reject('args_invalid', 'revert');
  return refuseOtherReport(tx, mutation, context);
}
