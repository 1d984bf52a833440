import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../context.ts';
import type { HelpWords } from '../i18n/help-words.ts';
import type { Language } from '../i18n/languages.ts';
import { loadWords } from '../i18n/words.ts';

/**
 * The words of Help in the chosen language; in English where they can't be had.
 * @returns undefined until they are loaded
 * @throws  into the nearest ErrorBoundary when not even those can be loaded
 */
export function useHelpWords(): HelpWords | undefined {
  const { language } = useMessages();
  const [loaded, setLoaded] = useState<{ language: Language; words?: HelpWords; error?: unknown }>({ language });
  useEffect(() => {
    let wanted = true;
    const take = (outcome: { words: HelpWords } | { error: unknown }) => wanted && setLoaded({ language, ...outcome });
    const inEnglish = () => loadWords('en', 'help');
    loadWords(language, 'help')
      .catch(inEnglish)
      .then(
        (words) => take({ words }),
        (error: unknown) => take({ error: error ?? new Error('the help could not be loaded') }),
      );
    return () => {
      wanted = false;
    };
  }, [language]);
  if (loaded.language !== language) return undefined;
  if (loaded.error !== undefined) throw loaded.error;
  return loaded.words;
}
