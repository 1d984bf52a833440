import { useLocation, useRoute } from 'preact-iso/router';
import { isDownloaded } from '#store/queries/exchange.ts';
import { listTranslations } from '#store/queries/report.ts';
import { getRow, listRows } from '#store/queries/rows.ts';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { EvidenceGallery } from './report-evidence.tsx';
import { PrivateFeedback, SharedFeedback } from './report-feedback.tsx';
import { SectionBlocks } from './report-live.tsx';
import { SectionTexts } from './report-section-texts.tsx';
import '../styles/report.css';

/** One part of the report: its joint texts and its evidence. */
export function ReportSectionPage() {
  const { t } = useMessages();
  const store = useStore();
  const { id = '' } = useRoute().params;
  const { query } = useLocation();
  const found = useLive(async () => {
    const [section, translations, evidence, downloaded] = await Promise.all([
      getRow(store, 'section', id),
      listTranslations(store, id),
      listRows(store, 'evidence'),
      isDownloaded(store),
    ]);
    return { section, translations, evidence: evidence.filter(({ sectionId }) => sectionId === id), downloaded };
  }, [store, id]);

  const back = { href: '/report', label: t('nav-report') };
  if (!found) return <Page title={t('nav-report')} back={back} children={<Loading />} />;
  const { section, translations, evidence, downloaded } = found;
  if (!downloaded) return <Page title={t('nav-report')} back={back} children={<NotDownloaded />} />;
  if (!section) return <Page title={t('not-found-title')} back={back} children={<p>{t('report-section-gone')}</p>} />;
  if (section.key === 'feedback') {
    return (
      <Page title={t('section-feedback')} back={back}>
        <PrivateFeedback />
        <SharedFeedback textId={id} />
        <ReadOnly write="text.edit" />
      </Page>
    );
  }
  return (
    <Page title={t(`section-${section.key}`)} kicker={t(`section-owner-${section.owner}`)} back={back} wide>
      <SectionTexts section={section} translations={translations} evidence={evidence} chosen={query.text} />
      <ReadOnly write="text.edit" />
      <SectionBlocks section={section} />
      <EvidenceGallery sectionId={id} evidence={evidence} />
    </Page>
  );
}
