import type * as z from 'zod/mini';
import { agreementSchema } from './agreement/schema.ts';
import { bookingFileSchema, bookingSchema } from './booking/schema.ts';
import { checkInReplySchema, checkInSchema } from './check-in/schema.ts';
import { commentReplySchema, commentSchema } from './comment/schema.ts';
import { dayPlanSchema } from './day-plan/schema.ts';
import { evidenceSchema, noteSchema, resourceSchema } from './evidence/schema.ts';
import { exchangeSchema, participantSchema } from './exchange/schema.ts';
import { advanceSchema, budgetLineSchema, expenseSchema, receiptSchema } from './expense/schema.ts';
import { feedbackSchema } from './feedback/schema.ts';
import { callNoteSchema, followUpSchema } from './follow-up/schema.ts';
import { practicalitiesSchema } from './plan/practicalities.ts';
import { materialSchema, objectiveSchema, objectiveStepSchema, questionSchema } from './plan/schema.ts';
import {
  actionItemSchema,
  sectionSchema,
  textUpdateSchema,
  textVersionSchema,
  translationSchema,
} from './report/schema.ts';
import { reviewEntrySchema } from './review/schema.ts';
import { sessionChangeSchema, sessionSchema, taskSchema } from './schedule/schema.ts';
import { signatureSchema, signedReportSchema } from './signature/schema.ts';
import { slipFileSchema, slipSchema } from './slip/schema.ts';
import { submissionSchema } from './submission/schema.ts';

/** Every kind of row, with its schema. A new noun is added here and nowhere else below the ui. */
export const rowSchemas = {
  exchange: exchangeSchema,
  participant: participantSchema,
  objective: objectiveSchema,
  objectiveStep: objectiveStepSchema,
  question: questionSchema,
  material: materialSchema,
  practicalities: practicalitiesSchema,
  agreement: agreementSchema,
  checkIn: checkInSchema,
  checkInReply: checkInReplySchema,
  followUp: followUpSchema,
  callNote: callNoteSchema,
  dayPlan: dayPlanSchema,
  session: sessionSchema,
  task: taskSchema,
  sessionChange: sessionChangeSchema,
  expense: expenseSchema,
  receipt: receiptSchema,
  budgetLine: budgetLineSchema,
  advance: advanceSchema,
  section: sectionSchema,
  translation: translationSchema,
  textUpdate: textUpdateSchema,
  textVersion: textVersionSchema,
  comment: commentSchema,
  commentReply: commentReplySchema,
  actionItem: actionItemSchema,
  evidence: evidenceSchema,
  resource: resourceSchema,
  note: noteSchema,
  booking: bookingSchema,
  bookingFile: bookingFileSchema,
  reviewEntry: reviewEntrySchema,
  feedback: feedbackSchema,
  signature: signatureSchema,
  signedReport: signedReportSchema,
  slip: slipSchema,
  slipFile: slipFileSchema,
  submission: submissionSchema,
} as const;

export type Kind = keyof typeof rowSchemas;
export type Row<K extends Kind = Kind> = z.infer<(typeof rowSchemas)[K]>;

export function isKind(name: string): name is Kind {
  return Object.hasOwn(rowSchemas, name);
}
