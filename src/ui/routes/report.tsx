import { cdxIconSpeechBubble } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import type { Section, Translation } from '#domain/report/schema.ts';
import { byLanguage, isShown } from '#domain/report/translations.ts';
import { countOpenThreads } from '#store/queries/comment.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { summarizeTexts } from '#store/queries/report.ts';
import { readSignatures } from '#store/queries/report-signature.ts';
import { listInOrder, listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { LinkButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { ClosedNotice } from '../components/closed-notice.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { Section as Part } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { ActionItems } from './report-actions.tsx';
import { EvidenceGallery } from './report-evidence.tsx';
import { PlannedAndDone } from './report-planned.tsx';
import { Resources } from './report-resources.tsx';
import { ReportReview } from './report-review.tsx';
import { SignaturesSection } from './report-sign.tsx';
import { ReportStatus } from './report-status.tsx';
import { languageName } from './word-languages.ts';
import '../styles/report.css';

/** The joint report: its parts with who writes them, what shows it, and what comes after. */
export function ReportPage() {
  const { t } = useMessages();
  const store = useStore();
  const { query, route } = useLocation();
  const unsent = useUnsent();
  const report = useLive(() => readReport(store), [store]);
  if (!report) return <Page title={t('nav-report')} children={<Loading />} />;
  if (!report.downloaded) return <Page title={t('nav-report')} children={<NotDownloaded />} />;
  const { exchange, sections, evidence, resources, actions, signatures, people, comments } = report;
  return (
    <Page
      title={t('nav-report')}
      kicker={<Topic exchange={exchange} />}
      actions={<LinkButton href="/report/publish">{t('publish-open')}</LinkButton>}
    >
      <ClosedNotice exchange={exchange} />
      {exchange && !exchange.closedAt && <ReportStatus known={signatures} exchange={exchange} todos={comments.todos} />}
      <ReadOnly />
      <ReportReview pending={unsent} />
      <Part title={t('report-sections')}>
        {sections.length === 0 ? (
          <p class="subtle">{t('report-sections-none')}</p>
        ) : (
          <List>
            {sections.map((entry) => (
              <SectionRow
                key={entry.section.id}
                {...entry}
                comments={sum(textIdsOf(entry).map((id) => comments.byText.get(id) ?? 0))}
                unsent={textIdsOf(entry).some((id) => unsent.has(id))}
              />
            ))}
          </List>
        )}
      </Part>
      {exchange && <PlannedAndDone exchange={exchange} />}
      <EvidenceGallery sectionId={null} evidence={evidence} />
      <Resources
        resources={resources}
        unsent={unsent}
        editing={query.resource}
        onEdit={(id) => route(`/report?resource=${id}`, true)}
        onClose={() => route('/report', true)}
      />
      {/* The open form stands in the address, so that a reload or a killed page brings it back. */}
      <ActionItems
        items={actions}
        unsent={unsent}
        editing={query.action}
        onEdit={(id) => route(`/report?action=${id}`, true)}
        onClose={() => route('/report', true)}
      />
      <SignaturesSection known={signatures} exchange={exchange} people={people} />
    </Page>
  );
}

type SectionEntry = {
  section: Section;
  translations: Translation[];
  opening: string;
  edited: { name: string; at: string } | null;
};

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

function textIdsOf({ section, translations }: SectionEntry): string[] {
  return [section.id, ...translations.map(({ id }) => id)];
}

async function readReport(store: Store) {
  const [exchange, downloaded, sections, evidence, resources, actions, signatures, people, comments] =
    await Promise.all([
      getExchange(store),
      isDownloaded(store),
      readSections(store),
      listRows(store, 'evidence'),
      listRows(store, 'resource'),
      listInOrder(store, 'actionItem'),
      readSignatures(store),
      participantsById(store),
      countOpenThreads(store),
    ]);
  return { exchange, downloaded, sections, evidence, resources, actions, signatures, people, comments };
}

async function readSections(store: Store): Promise<SectionEntry[]> {
  const [sections, translations, texts, people] = await Promise.all([
    listInOrder(store, 'section'),
    listRows(store, 'translation'),
    summarizeTexts(store),
    participantsById(store),
  ]);
  return sections.map((section) => {
    const text = texts.get(section.id);
    const edited = text ? { name: people.get(text.authorId)?.name ?? '', at: text.at } : null;
    const further = translations.filter((one) => one.sectionId === section.id && isShown(one)).sort(byLanguage);
    return { section, translations: further, opening: text?.opening ?? '', edited };
  });
}

type SectionRowProps = SectionEntry & { /** How many are open. */ comments: number; unsent: boolean };

function SectionRow({ section, translations, opening, edited, comments, unsent }: SectionRowProps) {
  const { t, format } = useMessages();
  const { now } = useApp();
  const detail = edited
    ? t('report-edited', edited.name, format.ago(Date.parse(edited.at), now(), 'short'))
    : t('report-not-begun');
  return (
    <ListItem
      href={`/report/${section.id}`}
      title={t(`section-${section.key}`)}
      detail={
        <>
          {opening && <span class="report-opening">{opening}</span>}
          <span class="report-meta">
            <span>{t(`section-owner-${section.owner}`)}</span>
            <span>{detail}</span>
            {translations.length > 0 && (
              <span>
                {format.list(
                  [...(section.language ? [section] : []), ...translations].map(({ language }) =>
                    languageName(language ?? ''),
                  ),
                )}
              </span>
            )}
            {section.required && !edited && <Chip tone="warning">{t('report-required')}</Chip>}
            {comments > 0 && <Chip icon={cdxIconSpeechBubble}>{t('comment-count', comments)}</Chip>}
            <UnsentMark shown={unsent} />
          </span>
        </>
      }
    />
  );
}
