import { type Rejection, reject } from '#domain/errors.ts';
import type { MutationContext } from '#domain/mutation.ts';
import type { WireMutation } from '#domain/protocol.ts';
import { hashOf } from '#domain/signature/content.ts';
import type { SignedItem } from '#domain/signature/schema.ts';
import { readReport } from '#domain/signature/texts.ts';
import type { Tx } from '#domain/tx.ts';

/** The report as this server has it: each of its texts, and all that both sides sign beside them. */
export function reportAtServer(tx: Tx): Promise<SignedItem[]> {
  return readReport(tx, async (textId) => (await tx.list('textUpdate', textId)).map(({ update }) => update));
}

/** Args of these mutations are taken in here before their schemas have seen them. */
type Args = { readonly hash?: unknown; readonly content?: unknown; readonly verdict?: unknown };

/**
 * What the server adds to a signature, and to the Hub's acceptance: they count only for the report that it has. A
 * mutator can't compare the words, as it opens no Yjs document.
 */
export async function refuseOtherReport(
  tx: Tx,
  { name, args }: Pick<WireMutation, 'name' | 'args'>,
  { role }: MutationContext,
): Promise<Rejection | undefined> {
  const { hash, verdict } = fieldsOf(args);
  // Whoever may not do it at all is refused for that.
  const isAbout =
    role === 'hub' ? name === 'report.review' && verdict === 'approved' && hash !== undefined : name === 'report.sign';
  if (!isAbout || hashOf(await reportAtServer(tx)) === hash) return undefined;
  return reject('rule_broken', 'report-changed');
}

/** A signature of a report that no message holds comes without it: the server keeps what it has, which is the same. */
export async function withReport(tx: Tx, name: string, args: unknown): Promise<unknown> {
  if (name !== 'report.sign' || fieldsOf(args).content !== undefined) return args;
  return { ...fieldsOf(args), content: await reportAtServer(tx) };
}

function fieldsOf(args: unknown): Args {
  return typeof args === 'object' && args !== null ? args : {};
}
