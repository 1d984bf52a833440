import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { create, defineMutation, pair } from '../mutation.ts';
import { isShared } from '../private.ts';
import { textVersionSchema } from '../report/schema.ts';
import { keepVersions } from '../report/versions.ts';
import { hashOf, readContent } from './content.ts';
import { type Agreement, agreementSchema } from './schema.ts';

/** The joint texts of the schedule as they stood on the screen of who agreed, to be kept as versions. */
const textsSchema = z
  .array(
    z.strictObject({
      textId: textVersionSchema.shape.textId,
      words: textVersionSchema.shape.words,
      formats: textVersionSchema.shape.formats,
    }),
  )
  .check(z.maxLength(100));

export const agreementMutations = {
  /**
   * One side agrees to the version that it saw. Where another stands at the server meanwhile, it is refused, and the
   * person reads what has changed (S3).
   */
  'plan.agree': defineMutation(
    z.strictObject({
      id: agreementSchema.shape.id,
      hash: agreementSchema.shape.hash,
      at: agreementSchema.shape.at,
      texts: z.optional(textsSchema),
    }),
    pair,
    async (tx, { texts = [], ...args }, { participantId, role }) => {
      if (role === 'hub') return reject('not_allowed', 'role');
      const content = await readContent(tx);
      if (hashOf(content) !== args.hash) return reject('rule_broken', 'plan-changed');
      if (!content.some(({ kind }) => kind === 'objective')) return reject('rule_broken', 'plan-empty');
      const before = await tx.list('agreement');
      const isHeld = before.some((other) => other.hash === args.hash && other.content);
      const number = Math.max(0, ...before.map((other) => other.number)) + 1;
      const agreement: Agreement = { ...args, side: role, participantId, number, ...(isHeld ? {} : { content }) };
      const refusal = await create(tx, 'agreement', agreement);
      if (refusal) return refusal;
      const shared = new Set((await tx.list('session')).filter(isShared).map(({ id }) => id));
      const kept = texts.filter(({ textId }) => shared.has(textId));
      await keepVersions(tx, { id: args.id, reason: 'agreement', authorId: participantId, at: args.at }, kept);
      return undefined;
    },
  ),
};
