import { wallClock } from '../days.ts';
import type { Evidence } from './schema.ts';

/** Why a photo or file stays out of a publication; undefined when it goes in. */
export type Hindrance = 'private' | 'consent' | 'type';

/**
 * What is published was asked for twice: the pair wants it, and nobody who can be recognised has not agreed. What an
 * older version of the app wrote says neither, and stays private. Commons takes no photo without both either.
 */
export function hindranceOf({ publish, consent, type }: Evidence): Hindrance | undefined {
  if (publish !== true) return 'private';
  if (consent !== 'agreed' && consent !== 'nobody') return 'consent';
  return type === 'application/pdf' ? 'type' : undefined;
}

/** A caption with its language; null where nobody has said which. */
export type Caption = { language: string | null; text: string };

/** The captions that there are, the first one first and the others by language. */
export function captionsOf({ caption, language, captions = {} }: Evidence): Caption[] {
  const others = Object.entries(captions)
    .filter(([other]) => other !== language)
    .map(([other, text]) => ({ language: other, text }))
    .sort((a, b) => (a.language < b.language ? -1 : 1));
  return [{ language: language ?? null, text: caption }, ...others].filter(({ text }) => text.trim() !== '');
}

/** The day on which it was taken, in host time. */
export function takenOn({ takenOn: day, createdAt }: Evidence, zone: string): string {
  return day ?? wallClock(Date.parse(createdAt), zone).day;
}
