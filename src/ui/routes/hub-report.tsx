import '../styles/report.css';
import type { ActionItem, Section } from '#domain/report/schema.ts';
import { type KeptText, keptText } from '#domain/report/version-formats.ts';
import { type Block, blocksOf } from '#domain/rich-text.ts';
import { listTextUpdates, listTranslations, listVersions, type TextPlace } from '#store/queries/report.ts';
import { readSignatures } from '#store/queries/report-signature.ts';
import type { Store } from '#store/store.ts';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { PhotoSet } from '../components/photo-set.tsx';
import { RichText } from '../components/rich-text.tsx';
import { Section as Part } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import type { HubExchangeData, HubReportData } from './hub-exchange-data.ts';
import { ReportDecision } from './hub-report-decision.tsx';
import { EvidenceGallery } from './report-evidence.tsx';
import { PrivateFeedback } from './report-feedback.tsx';
import { placeWords } from './report-part-words.ts';
import { SignaturesSection } from './report-sign.tsx';
import { ReviewTalk } from './review-talk.tsx';
import { reportKey, reviewTones } from './review-words.ts';
import { languageTag } from './word-languages.ts';

/** A section's own text or one in a further language, and whether its words are others than those that were accepted last. */
export type ReadSection = KeptText & TextPlace & { textId: string; blocks: Block[]; changed: boolean };

/** The report to read from start to end, and beside it what was said about it and the Hub's decision. */
export function HubReport({ data }: { data: HubExchangeData }) {
  const { t } = useMessages();
  const store = useStore();
  const { report, expenses } = data;
  const accepted = report.talk.findLast(({ verdict }) => verdict === 'approved')?.at;
  const sections = useLive(() => readSections(store, report.sections, accepted), [store, report.sections, accepted]);
  const signatures = useLive(() => readSignatures(store), [store]);
  if (!sections || !signatures) return <Loading />;
  const changed = report.state === 'approved' && sections.some((entry) => entry.changed);
  return (
    <div class="hub-report">
      <div class="page-body">
        {sections.length === 0 && (
          <EmptyState title={t('report-sections-none')}>{t('hub-report-none-text')}</EmptyState>
        )}
        <PhotoSet photos={report.evidence.map((row) => ({ ...row, alt: row.caption || t('evidence-no-caption') }))}>
          {sections.map((entry) => (
            <SectionText key={entry.textId} {...entry} state={report.state} />
          ))}
        </PhotoSet>
        <EvidenceGallery sectionId={null} evidence={report.evidence} />
        <Actions actions={report.actions} />
      </div>
      <aside class="hub-report-side page-body" aria-label={t('hub-report-decision')}>
        <p class="row">
          <Chip tone={reviewTones[report.state]}>{t(reportKey(report.state))}</Chip>
          {changed && <Chip tone="warning">{t('hub-report-changed')}</Chip>}
        </p>
        <Missing report={report} />
        <SignaturesSection known={signatures} exchange={expenses.exchange} people={expenses.people} />
        <ReviewTalk talk={report.talk} about="report" people={expenses.people} pending={expenses.pending} />
        <ReportDecision report={report} sections={sections} signatures={signatures} />
      </aside>
    </div>
  );
}

async function readSections(store: Store, sections: readonly Section[], accepted?: string): Promise<ReadSection[]> {
  const texts = await Promise.all(
    sections.map(async (section) => [
      await readText(store, { section, translation: undefined }, accepted),
      ...(await Promise.all(
        (
          await listTranslations(store, section.id)
        ).map((translation) => readText(store, { section, translation }, accepted)),
      )),
    ]),
  );
  return texts.flat();
}

async function readText(store: Store, place: TextPlace, accepted?: string): Promise<ReadSection> {
  const textId = (place.translation ?? place.section).id;
  const [updates, versions] = await Promise.all([
    listTextUpdates(store, textId),
    accepted === undefined ? [] : listVersions(store, textId),
  ]);
  const text = keptText(updates);
  const kept = versions.findLast(({ reason, at }) => reason === 'acceptance' && at === accepted);
  // An empty text has no version: words that came since are a change all the same.
  const changed = accepted !== undefined && (kept?.words ?? '') !== text.words;
  return { ...place, ...text, textId, blocks: blocksOf(updates), changed };
}

function SectionText({ state, ...text }: ReadSection & { state: HubReportData['state'] }) {
  const { t } = useMessages();
  const { section, translation, textId, words, blocks, changed } = text;
  const empty = words.trim() === '';
  const isPrivate = section.key === 'feedback' && !translation;
  const { language } = translation ?? section;
  return (
    <Part title={placeWords(t, text)} action={<a href={`/report/${textId}/history`}>{t('hub-report-history')}</a>}>
      <p class="row small">
        <span class="subtle">{t(`section-owner-${section.owner}`)}</span>
        {empty && section.required && !translation && <Chip tone="warning">{t('report-required')}</Chip>}
        {changed && state === 'approved' && <Chip tone="warning">{t('hub-report-changed')}</Chip>}
      </p>
      {isPrivate && <PrivateFeedback />}
      {empty ? (
        !isPrivate && <p class="subtle">{t('report-not-begun')}</p>
      ) : (
        <div class="hub-report-text" lang={language ? languageTag(language) : undefined}>
          <RichText blocks={blocks} />
        </div>
      )}
    </Part>
  );
}

function Actions({ actions }: { actions: readonly ActionItem[] }) {
  const { t, format } = useMessages();
  return (
    <Part title={t('action-title')}>
      {actions.length === 0 ? (
        <p class="hub-over">{t('rule-report-no-action')}</p>
      ) : (
        <List>
          {actions.map(({ id, what, who, due, done }) => (
            <ListItem
              key={id}
              title={<span dir="auto">{what}</span>}
              detail={[who, due && format.day(due, 'medium')].filter(Boolean).join(' · ')}
              end={done ? <Chip tone="success">{t('hub-action-done')}</Chip> : undefined}
            />
          ))}
        </List>
      )}
    </Part>
  );
}

/** What stands in the way of accepting it, as far as a program can tell. */
function Missing({ report: { sections, texts, actions } }: { report: HubReportData }) {
  const { t, format } = useMessages();
  const empty = sections.filter(({ id, required }) => required && !texts.get(id)?.opening);
  if (empty.length === 0 && actions.length > 0) return null;
  return (
    <div class="small stack-tight">
      {empty.length > 0 && (
        <p>{t('hub-report-empty', empty.length, format.list(empty.map(({ key }) => t(`section-${key}`))))}</p>
      )}
    </div>
  );
}
