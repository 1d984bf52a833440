import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../context.ts';

/** Reading from the device takes milliseconds: below this a word would only flicker. */
const patience = 200;

/** Says “Loading…” in words, and nothing at all for the first 200 ms. */
export function Loading() {
  const { t } = useMessages();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return late ? <p class="subtle">{t('loading')}</p> : null;
}
