import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Languages } from '#domain/publication/publication.ts';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { Select } from '../components/select.tsx';
import { useMessages } from '../context.ts';
import type { Format } from '../i18n/format.ts';
import { createI18n, type Translate } from '../i18n/i18n.ts';
import { isLanguage } from '../i18n/languages.ts';
import { languageName } from './word-languages.ts';

type LanguageProps = {
  languages: Languages;
  language: string | null;
  /** Whether the headings and tables are in it, too. */
  isSpoken: boolean;
};

/** In which of its languages the report goes out, and what of it is not in that; stands in the address. */
export function PublishLanguage({ languages: { offered, lacking }, language, isSpoken }: LanguageProps) {
  const { t, format } = useMessages();
  const { route } = useLocation();
  const name = language === null ? '' : languageName(language);
  const options = offered.map((code) => ({ value: code, label: languageName(code) }));
  return (
    <>
      <Field label={t('publish-language')}>
        <Select
          value={language ?? ''}
          options={[{ value: '', label: t('publish-language-own') }, ...options]}
          onChange={(code) => route(code === '' ? '/report/publish' : `/report/publish?language=${code}`, true)}
        />
      </Field>
      {lacking.length > 0 && (
        <Message type="warning" announce>
          {t('publish-language-lacking', name, format.list(lacking.map((key) => t(`section-${key}`))))}
        </Message>
      )}
      {!isSpoken && <Message>{t('publish-language-headings', name)}</Message>}
    </>
  );
}

type WordsOf = { t: Translate; format: Format; isOfIt: boolean };

/** Carnet's own words in the language of the report, or in that of the app where they can't be had. */
export function useWordsOf(language: string | null): WordsOf | undefined {
  const own = useMessages();
  const [found, setFound] = useState<{ language: string | null; words: Omit<WordsOf, 'isOfIt'> | null }>();
  useEffect(() => {
    let isGone = false;
    void readWords(language).then((words) => {
      if (!isGone) setFound({ language, words });
    });
    return () => {
      isGone = true;
    };
  }, [language]);
  if (language === null) return { ...own, isOfIt: true };
  if (found?.language !== language) return undefined;
  return found.words ? { ...found.words, isOfIt: true } : { ...own, isOfIt: false };
}

async function readWords(language: string | null): Promise<Omit<WordsOf, 'isOfIt'> | null> {
  if (language === null || !isLanguage(language)) return null;
  try {
    const i18n = await createI18n(language);
    const isOwn = await i18n.loadAll();
    return isOwn && i18n.language.value === language ? { t: i18n.t, format: i18n.format.value } : null;
  } catch {
    return null;
  }
}
