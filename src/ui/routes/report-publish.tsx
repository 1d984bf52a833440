import '../styles/report-publish.css';
import { useLocation } from 'preact-iso/router';
import type { Collected } from '#domain/publication/collect.ts';
import { documentOf } from '#domain/publication/document.ts';
import { isDownloaded } from '#store/queries/exchange.ts';
import { readPublication } from '#store/queries/publication.ts';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { PublishExports } from './report-publish-exports.tsx';
import { KeptOutList } from './report-publish-kept.tsx';
import { PublishLanguage, useWordsOf } from './report-publish-language.tsx';
import { PublishPreview } from './report-publish-preview.tsx';
import { documentWords } from './report-publish-words.ts';

/** What of the exchange would be published and what not, and the files that carry it away; all made on this phone. */
export function ReportPublishPage() {
  const { t } = useMessages();
  const store = useStore();
  const { query } = useLocation();
  const { language = null } = query;
  const found = useLive(async () => {
    const [downloaded, collected] = await Promise.all([isDownloaded(store), readPublication(store, { language })]);
    return { downloaded, collected };
  }, [store, language]);
  return (
    <Page title={t('publish-title')} back={{ href: '/report', label: t('nav-report') }}>
      {!found && <Loading />}
      {found && (!found.downloaded || !found.collected) && <NotDownloaded />}
      {found?.downloaded && found.collected && <Published collected={found.collected} />}
    </Page>
  );
}

function Published({ collected }: { collected: Collected }) {
  const { t } = useMessages();
  const { publication, files, keptOut, languages } = collected;
  const words = useWordsOf(publication.language);
  if (!words) return <Loading />;
  const parts = documentOf(publication, documentWords(words.t, words.format));
  const isEmpty = publication.sections.every(({ blocks }) => blocks.length === 0);
  return (
    <>
      <div class="publish-tools">
        <p class="subtle">{t('publish-text')}</p>
        {languages.offered.length > 0 && (
          <PublishLanguage languages={languages} language={publication.language} isSpoken={words.isOfIt} />
        )}
        <PublishExports collected={collected} parts={parts} />
        <KeptOutList keptOut={keptOut} />
      </div>
      <Section title={t('publish-preview')}>
        <p class="subtle small publish-note">{t('publish-one-language')}</p>
        {isEmpty && <p class="subtle publish-note">{t('publish-none-yet')}</p>}
        <PublishPreview topic={publication.topic} parts={parts} files={files} />
      </Section>
    </>
  );
}
