import type { DocumentWords } from '#domain/publication/document.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';

/** The words of an export in the language of the interface; those of the pair are in whatever language they wrote. */
export function documentWords(t: Translate, format: Format): DocumentWords {
  return {
    word: (name) => t(name),
    own: (name) => t(`publish-${name}`),
    moved: (to) => t('publish-moved', to),
    actual: (times) => t('publish-actual', times),
    intro: (names) => t('publish-intro', ...names),
    uncounted: (count) => t('publish-uncounted', count),
    day: (day) => format.day(day, 'medium'),
  };
}
