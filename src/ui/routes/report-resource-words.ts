import type { WikiPage } from '#domain/evidence/wiki-address.ts';
import type { Translate } from '../i18n/i18n.ts';
import { languageName } from './word-languages.ts';

/** “Wikipedia, українська: Львів”. */
export function pageWords({ project, language, title }: WikiPage, t: Translate): string {
  const name = project === 'mediawiki' ? 'MediaWiki' : project.charAt(0).toUpperCase() + project.slice(1);
  return language === null
    ? t('resource-recognised-plain', name, title)
    : t('resource-recognised', name, languageName(language), title);
}
