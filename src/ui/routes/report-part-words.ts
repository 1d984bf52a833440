import type { Section } from '#domain/report/schema.ts';
import type { TextPlace } from '#store/queries/report.ts';
import type { Translate } from '../i18n/i18n.ts';
import { languageName } from './word-languages.ts';

/** “Summary”, or “Summary (українська)” for its text in a further language. */
export function partWords(t: Translate, key: Section['key'], language: string | undefined): string {
  return language === undefined ? t(`section-${key}`) : t('section-in', t(`section-${key}`), languageName(language));
}

export function placeWords(t: Translate, { section, translation }: TextPlace): string {
  return partWords(t, section.key, translation?.language);
}

/** The screen on which a text of the report is written. */
export function placeHref({ section, translation }: TextPlace): string {
  return `/report/${section.id}${translation ? `?text=${translation.id}` : ''}`;
}
