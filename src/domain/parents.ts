import type { Kind } from './kinds.ts';

/** The field that names a row's owner, for kinds that are listed by it (`tx.list('receipt', expenseId)`). */
export const parentFields = {
  objectiveStep: 'objectiveId',
  checkInReply: 'checkInId',
  task: 'sessionId',
  sessionChange: 'sessionId',
  receipt: 'expenseId',
  translation: 'sectionId',
  textUpdate: 'textId',
  textVersion: 'textId',
  comment: 'textId',
  commentReply: 'commentId',
  bookingFile: 'bookingId',
  reviewEntry: 'aboutId',
  slipFile: 'slipId',
} as const satisfies Partial<Record<Kind, string>>;

/** The id of the row that owns this one, or null for kinds that stand alone. */
export function parentOf(kind: Kind, row: Readonly<Record<string, unknown>>): string | null {
  if (!Object.hasOwn(parentFields, kind)) return null;
  const parent = row[parentFields[kind as keyof typeof parentFields]];
  return typeof parent === 'string' ? parent : null;
}
