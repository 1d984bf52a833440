import '../styles/search.css';
import { cdxIconSearch } from '@wikimedia/codex-icons';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { find, prepare, wordsOf } from '#domain/search/find.ts';
import { readFindable } from '#store/queries/search.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useLive } from '../hooks/use-live.ts';
import { toEntry } from './search-entries.ts';
import { SearchResults } from './search-results.tsx';

/** Finds words in everything of the exchange that is on this device, also without a network. */
export function SearchPage() {
  const { t } = useMessages();
  const [query, setQuery] = useAddressQuery();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // After the router has put the focus on the heading: this screen is for typing.
    const timer = setTimeout(() => input.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Page title={t('search-title')} back={{ href: '/more', label: t('nav-more') }}>
      <search>
        <Field label={t('search-label')}>
          <TextInput type="search" name="q" value={query} onInput={setQuery} autoComplete="off" inputRef={input} />
        </Field>
      </search>
      <Found query={query} />
    </Page>
  );
}

/** The question stands in the address, so that the way back from a result leads to the same results. */
function useAddressQuery(): [string, (query: string) => void] {
  const { query } = useLocation();
  const [text, setText] = useState(query.q ?? '');
  useEffect(() => {
    // Browsers take few changes of the address in a short time, and typing is fast.
    const timer = setTimeout(() => {
      const address = text ? `/search?q=${encodeURIComponent(text)}` : '/search';
      // The router would put the focus on the heading, away from what is being typed.
      if (location.pathname === '/search') history.replaceState(history.state, '', address);
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}

function Found({ query }: { query: string }) {
  const { t } = useMessages();
  const known = useEntries();
  const words = useMemo(() => wordsOf(query), [query]);
  const found = useMemo(() => (known ? find(known.prepared, words) : []), [known, words]);
  if (!known) return <Loading />;
  if (!known.downloaded && found.length === 0) return <NotDownloaded />;
  return (
    <>
      <p class={found.length > 0 ? 'subtle' : 'visually-hidden'} aria-live="polite">
        {words.length > 0 &&
          (found.length > 0 ? t('search-found', found.length) : t('search-none-title', query.trim()))}
      </p>
      {words.length === 0 && (
        <EmptyState icon={cdxIconSearch} title={t('search-empty-title')}>
          {t('search-empty-text')}
        </EmptyState>
      )}
      {words.length > 0 && found.length === 0 && (
        <EmptyState icon={cdxIconSearch} title={t('search-none-title', query.trim())}>
          {t('search-none-text')}
        </EmptyState>
      )}
      <SearchResults entries={found} words={words} />
    </>
  );
}

/** What can be found, with its words folded once; made anew when something of it changes. */
function useEntries() {
  const store = useStore();
  const { t, format } = useMessages();
  const isPair = useIsPair();
  const known = useLive(() => readFindable(store), [store]);
  return useMemo(() => {
    if (!known) return undefined;
    const prepared = prepare(known.rows.map((row) => toEntry(row, { t, format, isPair })));
    return { downloaded: known.downloaded, prepared };
    // `format` is new with each language, and `t` is not.
  }, [known, format, isPair]);
}
