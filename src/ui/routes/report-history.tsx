import { cdxIconBookmark, cdxIconEdit, cdxIconHistory, cdxIconUndo } from '@wikimedia/codex-icons';
import { useRoute } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { type Entry, entriesByDay, readTextHistory, type TextHistoryData } from './report-history-data.ts';
import { HistoryEntry } from './report-history-entry.tsx';
import { countWords, entryAuthor, entryTitle, momentWords, timeWords } from './report-history-words.ts';
import { placeHref, placeWords } from './report-part-words.ts';
import '../styles/report.css';
import '../styles/report-history.css';

/** Who wrote what when in a section of the report, and how it read then. */
export function ReportHistoryPage() {
  const { t } = useMessages();
  const store = useStore();
  const { id = '', entry: key } = useRoute().params;
  const data = useLive(() => readTextHistory(store, id), [store, id]);
  const home = { href: '/report', label: t('nav-report') };
  if (!data) return <Page title={t('history-title')} back={home} children={<Loading />} />;
  const { place } = data;
  if (!data.downloaded) return <Page title={t('history-title')} back={home} children={<NotDownloaded />} />;
  if (!place) return <Page title={t('not-found-title')} back={home} children={<p>{t('report-section-gone')}</p>} />;
  if (key === undefined || key === '') return <HistoryList data={{ ...data, place }} />;
  const entry = data.entries.find((candidate) => candidate.key === key || candidate.rowIds.includes(key));
  if (entry) return <HistoryEntry key={entry.key} entry={entry} data={{ ...data, place }} />;
  const back = { href: `/report/${id}/history`, label: t('history-title') };
  return <Page title={t('not-found-title')} back={back} children={<p>{t('not-found-text')}</p>} />;
}

function HistoryList({ data }: { data: TextHistoryData }) {
  const { t, format } = useMessages();
  const { now } = useApp();
  const unsent = useUnsent();
  const { place, exchange, entries, zone } = data;
  const back = { href: placeHref(place), label: placeWords(t, place) };
  if (entries.length === 0) {
    return (
      <Page title={t('history-title')} back={back}>
        <EmptyState icon={cdxIconHistory} title={t('report-not-begun')}>
          {t('history-empty')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('history-title')} back={back}>
      {exchange && (
        <p class="subtle small">{t('schedule-zone', exchange.hostCity, zone, wallClock(now(), zone).time)}</p>
      )}
      {[...entriesByDay(entries, zone)].map(([day, ofDay]) => (
        <Section key={day} title={<span class="sentence">{format.day(day)}</span>}>
          <List>
            {ofDay.map((entry) => (
              <EntryRow key={entry.key} entry={entry} data={data} unsent={entry.rowIds.some((id) => unsent.has(id))} />
            ))}
          </List>
        </Section>
      ))}
    </Page>
  );
}

function EntryRow({ entry, data, unsent }: { entry: Entry; data: TextHistoryData; unsent: boolean }) {
  const { t, format } = useMessages();
  const { textId, people, zone } = data;
  const { kind, restored, counts } = entry;
  // Of a restore it matters what it brought back.
  const { added = '', removed = '' } = counts && restored === null ? countWords(counts, t, format) : {};
  const author = entryAuthor(entry, people, t);
  const then = restored === null ? '' : momentWords({ from: restored, to: restored }, zone, t, format);
  return (
    <ListItem
      href={`/report/${textId}/history/${entry.key}`}
      icon={restored !== null ? cdxIconUndo : kind === 'sitting' ? cdxIconEdit : cdxIconBookmark}
      title={<span dir="auto">{entryTitle(entry, people, t)}</span>}
      detail={
        <span class="report-meta">
          {kind !== 'daily' && <span class="figures">{timeWords(entry, zone, format)}</span>}
          {author && <span dir="auto">{author}</span>}
          {then && <span>{t('history-brought-back', then)}</span>}
          {added && <span>{added}</span>}
          {removed && <span>{removed}</span>}
          {counts && restored === null && !added && !removed && <span>{t('history-no-words')}</span>}
          <UnsentMark shown={unsent} />
        </span>
      }
    />
  );
}
