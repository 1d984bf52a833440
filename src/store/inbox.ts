import * as z from 'zod/mini';
import { removeFromInbox, runInInbox } from './inbox-database.ts';

/** Where a photo of the visit is to stand. */
const evidencePlaceSchema = z.object({
  exchangeId: z.string(),
  sectionId: z.nullable(z.string()),
  sessionId: z.optional(z.string()),
  /** How often it was tried again after the app had been closed in the middle of it. */
  tries: z.number(),
});
export type EvidencePlace = z.infer<typeof evidencePlaceSchema>;

const inboxFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.instanceof(ArrayBuffer),
  /** Milliseconds since the epoch. */
  addedAt: z.number(),
  /** Whose file it is; null: of whoever signs in next. */
  participantId: z.nullable(z.string()),
  /** The expense that is being made of it, so that a second try makes no second one; null: not begun. */
  expenseId: z.nullable(z.string()),
  /** It becomes evidence, by itself; absent: a receipt, when the person says so. */
  evidence: z.optional(evidencePlaceSchema),
});
export type InboxFile = z.infer<typeof inboxFileSchema>;

/** What waits for this participant, oldest first. What this version can't read is left for one that can. */
export async function listInbox(participantId: string | null): Promise<InboxFile[]> {
  const records: unknown = await runInInbox('readonly', (store) => store.getAll());
  const files = Array.isArray(records) ? records.flatMap((record) => inboxFileSchema.safeParse(record).data ?? []) : [];
  return files
    .filter((file) => file.participantId === null || file.participantId === participantId)
    .sort((a, b) => a.addedAt - b.addedAt);
}

/** What goes with a sign-out: the files of that participant, and no others. */
export async function emptyInboxOf(participantId: string): Promise<void> {
  const own = (await listInbox(participantId)).filter((file) => file.participantId !== null);
  await removeFromInbox(own.map(({ id }) => id));
}
