import * as z from 'zod/mini';
import { idSchema, instantSchema, roleSchema, secretSchema, titleSchema } from '../scalars.ts';
import { codePattern } from './code.ts';

/** The messages about invitations and devices. None of them is ever a part of an address, where a log could keep it. */

/** What opens an invitation: the secret of its link, or its code as typed. */
export const keySchema = z.union([secretSchema, z.string().check(z.regex(codePattern))]);

/** Null stands for the Hub's own people, who span all exchanges. */
const placeSchema = z.nullable(idSchema);

/** Makes a new link and code for a person; whatever was sent to them before, and not used, ends. */
export const inviteRequestSchema = z.object({
  type: z.literal('invite'),
  exchangeId: placeSchema,
  participantId: idSchema,
  /** For the Hub's people, who have no row in an exchange that tells it. */
  name: z.optional(titleSchema),
});

/** Told once: the server keeps hashes only. */
export const invitedSchema = z.object({
  type: z.literal('invited'),
  participantId: idSchema,
  /** Behind `/join#`. */
  secret: secretSchema,
  code: z.string().check(z.regex(codePattern)),
  expiresAt: instantSchema,
});
export type Invited = z.infer<typeof invitedSchema>;

/** Ends what was sent to a person and not used; with `devices`, also what they are signed in on. */
export const revokeRequestSchema = z.object({
  type: z.literal('revoke'),
  exchangeId: placeSchema,
  participantId: idSchema,
  devices: z.boolean(),
});

export const invitationsRequestSchema = z.object({ type: z.literal('invitations'), exchangeId: placeSchema });

/** How far somebody has come with what was last sent to them. */
const standingSchema = z.object({
  participantId: idSchema,
  name: z.string(),
  role: roleSchema,
  state: z.enum(['waiting', 'used', 'expired', 'revoked']),
  sentAt: instantSchema,
  expiresAt: instantSchema,
  /** Devices that are signed in now, and when the last of them was seen. */
  devices: z.int(),
  lastSeenAt: z.nullable(instantSchema),
});
export type Standing = z.infer<typeof standingSchema>;

export const invitationsResponseSchema = z.object({
  type: z.literal('invitations'),
  people: z.array(standingSchema),
});

const deviceSchema = z.object({
  id: idSchema,
  /** What its browser says of itself. */
  name: z.string(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
  /** When its sign-in ends, if it is not used until then. */
  validUntil: instantSchema,
  /** The one that asks. */
  current: z.boolean(),
});
export type SignedInDevice = z.infer<typeof deviceSchema>;

export const devicesResponseSchema = z.object({ type: z.literal('devices'), devices: z.array(deviceSchema) });
