import { useApp, useMessages } from '../context.ts';
import { languages, nameOf } from '../i18n/languages.ts';
import { Select } from './select.tsx';

const options = languages.map((value) => ({ value, label: nameOf(value) }));

/** The language for somebody who is not signed in and has no More. */
export function LanguageSelect() {
  const { chooseLanguage } = useApp();
  const { t, language } = useMessages();
  return (
    <div class="language-select">
      <Select
        aria-label={t('language-title')}
        value={language}
        options={options}
        // A language that can't be had leaves the one that is there, which is all there is to say here.
        onChange={(next) => void chooseLanguage(next).catch(() => undefined)}
      />
    </div>
  );
}
