import * as z from 'zod/mini';

/** The values that rows, mutations and messages are made of. All dates and times are text, so that they survive JSON. */

/** A UUID (RFC 9562), version 7 by preference, made by the device that creates the row. */
export const idSchema = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

/** A calendar day in host time, `YYYY-MM-DD` (ISO 8601). */
export const daySchema = z
  .string()
  .check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), z.refine(isRealDay));

/** A wall-clock time in host time, `HH:MM`, 00:00–23:59. */
export const clockTimeSchema = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** An instant in UTC, ISO 8601 with milliseconds, as `Date.prototype.toISOString` gives it. */
export const instantSchema = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));

/** The SHA-256 of a blob's bytes, 64 lower-case hexadecimal digits. */
export const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A language as Wikimedia's projects name it: `uk`, `sr-el`, `be-tarask`. */
export const languageCodeSchema = z.string().check(z.regex(/^[a-z]{2,3}(-[a-z]{2,8}){0,2}$/));

/** The secret of a link or a device token: 256 random bits, base64url. */
export const secretSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** One line that a person typed: 200 characters were asked for, 500 leave room for combining marks. */
export const lineLimit = 500;
export const lineSchema = z.string().check(z.maxLength(lineLimit));

export const titleSchema = z.string().check(
  z.maxLength(lineLimit),
  z.refine((text) => text.trim().length > 0),
);

/** Several lines that a person typed. */
export const proseLimit = 20_000;
export const proseSchema = z.string().check(z.maxLength(proseLimit));

/** A place in an ordered list: rows sort by it as plain text (see order.ts). */
export const orderSchema = z.string().check(z.regex(/^[0-9A-Za-z]{1,200}$/));

/** Base64 (RFC 4648) of a binary update, up to 512 KiB decoded. */
export const base64Schema = z.string().check(z.maxLength(700_000), z.regex(/^[A-Za-z0-9+/]*={0,2}$/));

export const roles = ['mentee', 'mentor', 'hub'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
