import * as z from 'zod/mini';
import type { Access } from '../access/access.ts';
import { open } from '../access/access.ts';
import { type Rejection, reject } from '../errors.ts';
import { uuidOfHash } from '../ids.ts';
import { create, defineMutation, type Outcome, pair } from '../mutation.ts';
import { keepVersions } from '../report/versions.ts';
import type { Tx } from '../tx.ts';
import { canonical, hashOf, isWords, missingFrom, readFacts, signedSections, wordsOf } from './content.ts';
import { type SignedItem, signatureSchema, signedItemSchema } from './schema.ts';
import { bothSigned } from './submitted.ts';

const { id, hash, words, at } = signatureSchema.shape;
const mentorOnly: Access = { phases: { mentor: open } };

export const signatureMutations = {
  /**
   * One side signs the version that it saw. Where another stands at the server meanwhile, it is refused, and the person
   * reads what has changed (S3): the server alone compares the words of the sections (`server/signed-report.ts`), as a
   * mutation opens no Yjs document.
   *
   * `content` is left out where a message would not hold it; then the server puts its own there.
   */
  'report.sign': defineMutation(
    z.strictObject({ id, hash, at, content: z.optional(z.array(signedItemSchema).check(z.maxLength(5000))) }),
    pair,
    async (tx, { content, ...args }, { participantId, role }) => {
      if (role === 'hub') return reject('not_allowed', 'role');
      const refused = content && ((await refuseContent(tx, content, args.hash)) ?? (await keepReport(tx, content)));
      if (refused) return refused;
      const place = await placeOf(tx);
      const signature = { ...args, ...place, act: 'signed' as const, side: role, participantId, words: '' };
      const taken = await create(tx, 'signature', signature);
      if (taken || !content) return taken;
      const texts = content.filter(isWords).map((part) => ({ textId: part.id, words: wordsOf(part) }));
      await keepVersions(tx, { id: args.id, reason: 'signature', authorId: participantId, at: args.at }, texts);
      return undefined;
    },
  ),

  /** The mentor's side reviews, and sends it back with what should change: earlier signatures no longer count. */
  'report.return': defineMutation(
    z.strictObject({ id, hash, words, at }),
    mentorOnly,
    async (tx, args, { participantId }) => {
      if (args.words.trim() === '') return reject('rule_broken', 'review-words');
      // What both have signed is the Hub's: it asks for changes, or the pair changes it.
      if (bothSigned(await tx.list('signature'))?.hash === args.hash) return reject('rule_broken', 'report-signed');
      const place = await placeOf(tx);
      return create(tx, 'signature', { ...args, ...place, act: 'returned', side: 'mentor', participantId });
    },
  ),
};

async function refuseContent(tx: Tx, content: readonly SignedItem[], hash: string): Promise<Rejection | undefined> {
  if (hashOf(content) !== hash) return reject('args_invalid', 'content');
  const facts = content.filter((part) => !isWords(part));
  if (canonical(facts) !== canonical(await readFacts(tx))) return reject('rule_broken', 'report-changed');
  const missing = missingFrom(content, await signedSections(tx));
  if (missing.sections.length > 0) return reject('rule_broken', 'report-incomplete');
  return missing.action ? reject('rule_broken', 'report-no-action') : undefined;
}

async function keepReport(tx: Tx, content: SignedItem[]): Promise<Outcome> {
  const hash = hashOf(content);
  const id = uuidOfHash(hash);
  if (await tx.get('signedReport', id)) return undefined;
  return create(tx, 'signedReport', { id, hash, content });
}

/** Where a signature stands among the others, and in the talk with the Hub. */
async function placeOf(tx: Tx): Promise<{ number: number; turn: number }> {
  const [[exchange], before] = await Promise.all([tx.list('exchange'), tx.list('signature')]);
  const talk = exchange ? await tx.list('reviewEntry', exchange.id) : [];
  return {
    number: Math.max(0, ...before.map((other) => other.number)) + 1,
    turn: Math.max(0, ...talk.map((entry) => entry.turn)),
  };
}
