import { wallClock } from '#domain/days.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import type { Format } from '../i18n/format.ts';
import type { MessageKey, Translate } from '../i18n/i18n.ts';
import type { Entry } from './report-history-data.ts';

const versionKeys = {
  daily: 'history-daily',
  agreement: 'history-agreement',
  signature: 'history-signature',
  restore: 'history-replaced',
  acceptance: 'history-acceptance',
} as const satisfies Record<Exclude<Entry['kind'], 'sitting'>, MessageKey>;

/** Who wrote, or what the version is called. */
export function entryTitle({ kind, authorId }: Entry, people: ReadonlyMap<string, Participant>, t: Translate): string {
  return kind === 'sitting' ? nameOf(authorId, people, t) : t(versionKeys[kind]);
}

/** Whose agreement, signature or restore a version belongs to; '' for a sitting, which is called by its author. */
export function entryAuthor({ kind, authorId }: Entry, people: ReadonlyMap<string, Participant>, t: Translate): string {
  return kind === 'sitting' || authorId === null ? '' : nameOf(authorId, people, t);
}

function nameOf(id: string | null, people: ReadonlyMap<string, Participant>, t: Translate): string {
  return people.get(id ?? '')?.name.trim() || t('history-nobody');
}

/** “14:05–14:20”, or one time where they are the same. */
export function timeWords({ from, to }: Pick<Entry, 'from' | 'to'>, zone: string, format: Format): string {
  return [...new Set([format.time(from, zone), format.time(to, zone)])].join('–');
}

/** “Tuesday 12 May, 14:05–14:20”. */
export function momentWords(moment: Pick<Entry, 'from' | 'to'>, zone: string, t: Translate, format: Format): string {
  return t('history-moment', format.day(wallClock(moment.from, zone).day), timeWords(moment, zone, format));
}

/** “312 characters added”, “40 characters removed”; nothing for none. */
export function countWords(counts: NonNullable<Entry['counts']>, t: Translate, format: Format) {
  return {
    added: counts.added > 0 ? t('history-added', counts.added, format.number(counts.added)) : '',
    removed: counts.removed > 0 ? t('history-removed', counts.removed, format.number(counts.removed)) : '',
  };
}
