import * as z from 'zod/mini';
import { keySchema } from './access/messages.ts';
import { errorCodes } from './errors.ts';
import { idSchema, instantSchema, roleSchema, secretSchema, sha256Schema } from './scalars.ts';

/** Every message between a phone and the server, in one place. Bump when an older side could misread one (S9). */
export const protocolVersion = 1;
/** The oldest protocol that a server of this version still answers. */
export const oldestProtocol = 1;

/** Bounds of one push (S10): the server refuses more with `too_large`, the phone stays below. */
export const maxPushMutations = 1000;
export const maxPushBytes = 512 * 1024;
/** Rows per page of a pull. */
export const pullPageRows = 500;

const versioned = { protocol: z.int(), app: z.string().check(z.maxLength(40)) };

/** One outbox entry on its way. `name` and `args` are checked one by one, so that a bad one cannot stop the rest (S3). */
export const wireMutationSchema = z.object({
  id: idSchema,
  /** 1, 2, 3 … per device and exchange, without gaps (S2). */
  seq: z.int().check(z.minimum(1)),
  name: z.string().check(z.maxLength(60)),
  args: z.unknown(),
});
export type WireMutation = z.infer<typeof wireMutationSchema>;

/** How far a phone is with an exchange, which says what a pull has to bring. */
const placeSchema = z.object({
  /** The version up to which the phone has everything; 0 at first. */
  cursor: z.int().check(z.minimum(0)),
  /** The version's own id, by which another history is noticed; null or absent: not known. */
  cursorId: z.optional(z.nullable(idSchema)),
  /** The last number whose acknowledgement the phone has stored; rejections after it are sent again. */
  ackedSeq: z.int().check(z.minimum(0)),
});
export type Place = z.infer<typeof placeSchema>;

export const pushRequestSchema = z.object({
  type: z.literal('push'),
  ...versioned,
  exchangeId: idSchema,
  mutations: z.array(wireMutationSchema).check(z.minLength(1), z.maxLength(maxPushMutations)),
  /** Asks for the page that a pull from here would bring once the mutations are in. A server of before this was asked passes it over. */
  pull: z.optional(placeSchema),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const pullRequestSchema = z.object({
  type: z.literal('pull'),
  ...versioned,
  exchangeId: idSchema,
  ...placeSchema.shape,
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** A row as it is now, or null for one that was deleted. */
export const changeSchema = z.object({
  kind: z.string(),
  id: z.string(),
  row: z.nullable(z.record(z.string(), z.unknown())),
});
export type Change = z.infer<typeof changeSchema>;

export const rejectedSchema = z.object({
  seq: z.int(),
  /** A code of a newer server is still a rejection. */
  code: z.catch(z.enum(errorCodes), 'internal'),
  detail: z.optional(z.string()),
});
export type Rejected = z.infer<typeof rejectedSchema>;

export const pullResponseSchema = z.object({
  type: z.literal('pulled'),
  changes: z.array(changeSchema),
  cursor: z.int(),
  /** The id of the version at the cursor. */
  cursorId: z.optional(z.nullable(idSchema)),
  /** The server does not know the phone's cursor: this page begins the whole exchange anew. */
  reset: z.optional(z.boolean()),
  /** With the last page: the last number that the server has of each device, by the device's id. */
  devices: z.optional(z.record(idSchema, z.int())),
  /** Another page follows. Acknowledgements come with the last page only, so that no page shows less than the phone had. */
  more: z.boolean(),
  lastSeq: z.int(),
  rejected: z.array(rejectedSchema),
});
export type PullResponse = z.infer<typeof pullResponseSchema>;

export const pushResponseSchema = z.object({
  type: z.literal('pushed'),
  /** The last number of this device that the server holds: send from the next one. */
  lastSeq: z.int(),
  /** The page that was asked for with the push. */
  pulled: z.optional(pullResponseSchema),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;

/** Any failure. `detail` helps a developer; the person reads the words for `code`. */
export const errorResponseSchema = z.object({
  type: z.literal('error'),
  code: z.enum(errorCodes),
  detail: z.optional(z.string()),
  /** With `sequence_gap`: the last number the server holds. */
  lastSeq: z.optional(z.int()),
});
export type ErrorResponse = z.infer<typeof errorResponseSchema>;

/** A server event (SSE `data`): an exchange has reached this version. */
export const changedEventSchema = z.object({
  type: z.literal('changed'),
  exchangeId: idSchema,
  version: z.int(),
  /** Nothing but rows: a phone that is at this version has them all. Absent: files, too, or nobody knows what. */
  rows: z.optional(z.literal(true)),
});
export type ChangedEvent = z.infer<typeof changedEventSchema>;

export const lookRequestSchema = z.object({
  type: z.literal('look'),
  secret: keySchema,
  /** The ids that this installation goes by: a link that one of them has used is told to it again, and to nobody else. */
  deviceIds: z.array(idSchema).check(z.maxLength(50)),
});

/** Whom a link is for, told before it is used, so that a preview robot cannot use it up. */
export const invitationSchema = z.object({
  type: z.literal('invitation'),
  participantId: idSchema,
  name: z.string(),
  role: roleSchema,
  /** Null for Hub staff, who span all exchanges. */
  exchange: z.nullable(z.object({ id: idSchema, topic: z.string() })),
});
export type Invitation = z.infer<typeof invitationSchema>;

/**
 * Uses a link. The device makes its own id and token and stores them first, so that the same request
 * sent again after a lost answer signs the same device in, while any other device is refused.
 */
export const redeemRequestSchema = z.object({
  type: z.literal('redeem'),
  secret: keySchema,
  deviceId: idSchema,
  deviceName: z.string().check(z.maxLength(200)),
  token: secretSchema,
});

/** The exchanges that this sign-in may open. */
export const exchangesResponseSchema = z.object({
  type: z.literal('exchanges'),
  exchanges: z.array(z.object({ id: idSchema, topic: z.string() })),
});

/** Files named in one request about copies. */
export const maxCopies = 500;

const hashesSchema = z.array(sha256Schema).check(z.maxLength(maxCopies));

/** Which received files a phone holds, and of which it wants to know whether another participant's phone does (S6). */
export const copiesRequestSchema = z.object({ type: z.literal('copies'), have: hashesSchema, ask: hashesSchema });

export const copiesResponseSchema = z.object({
  type: z.literal('copies'),
  /** Of the asked: since when, by the server's clock, somebody else's phone holds it. */
  seen: z.array(z.object({ hash: sha256Schema, at: instantSchema })),
  /** Of all that were named: what the server does not hold, or not any more. */
  missing: z.optional(z.array(sha256Schema)),
  /** Of all that were named: what the server has removed, since its time was over. It takes it in no more. */
  purged: z.optional(z.array(sha256Schema)),
});
