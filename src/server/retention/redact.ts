import { erasedName } from '#domain/retention/retention.ts';

/** Names that are too short to be told from other words are left alone. */
const shortest = 3;

/** Puts a neutral word in the place of a person's names, wherever they stand as words of their own in a text of JSON. */
export type Redact = (value: unknown) => unknown;

/** @param names as they stand in the exchange: a name, a username */
export function redactor(names: readonly string[]): Redact {
  const words = [...new Set(names.map((name) => name.trim()))].filter((name) => name.length >= shortest);
  if (words.length === 0) return (value) => value;
  // The longest first: a username may be a part of a name.
  const longest = words.sort((a, b) => b.length - a.length).map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longest.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const redact: Redact = (value) => {
    if (typeof value === 'string') return value.replace(pattern, erasedName);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([field, own]) => [field, redact(own)]));
  };
  return redact;
}

/** Whether an id stands anywhere in a value. */
export function mentions(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((own) => mentions(own, ids));
}
