import { type Language, writtenAs } from '#ui/i18n/languages.ts';

/**
 * Has the service worker keep all words of a language (sw/words.ts), as soon as there is one: on the very first visit
 * the page had loaded its own before.
 */
export function keepWords(language: Language): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator) || language === 'en') return;
  void navigator.serviceWorker.ready.then(({ active }) =>
    active?.postMessage({ type: 'KEEP_WORDS', language: writtenAs(language) }),
  );
}
