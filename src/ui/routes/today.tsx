import '../styles/today.css';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { nowAndNext } from '#domain/schedule/now-next.ts';
import { visitPhase } from '#domain/schedule/slot.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { listRows } from '#store/queries/rows.ts';
import { listSessions } from '#store/queries/schedule.ts';
import type { Store } from '#store/store.ts';
import { LinkButton } from '../components/button.tsx';
import { ClosedNotice } from '../components/closed-notice.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { NoteList } from './note-list.tsx';
import { TodayActions } from './today-actions.tsx';
import { Countdown, ReportDue } from './today-around.tsx';
import { TodayCheckIn } from './today-check-in.tsx';
import { TodayDeadlines } from './today-deadlines.tsx';
import { TodayGuide } from './today-guide.tsx';
import { TodayNext } from './today-next.tsx';
import { TodayNow } from './today-now.tsx';
import { TodayReview } from './today-review.tsx';
import { TodaySchedule } from './today-schedule.tsx';

type TodayData = Awaited<ReturnType<typeof readToday>>;

async function readToday(store: Store) {
  const [exchange, downloaded, sessions, people, notes, objectives, questions] = await Promise.all([
    getExchange(store),
    isDownloaded(store),
    listSessions(store),
    participantsById(store),
    listRows(store, 'note'),
    listRows(store, 'objective'),
    listRows(store, 'question'),
  ]);
  return { exchange, downloaded, sessions, people, notes, objectives, questions };
}

/** What matters now: what is on and next, the three things to capture, the rest of the day. */
export function TodayPage() {
  const { t, format } = useMessages();
  const store = useStore();
  const now = useNow();
  const data = useLive(() => readToday(store), [store]);
  if (!data) return <Page title={t('nav-today')}>{<Loading />}</Page>;
  const { exchange } = data;
  if (!exchange) {
    return (
      <Page title={t('nav-today')}>
        {data.downloaded ? <EmptyState title={t('today-no-exchange')} /> : <NotDownloaded />}
        <Capture />
      </Page>
    );
  }
  const wall = wallClock(now, exchange.hostZone);
  return (
    <Page
      title={t('nav-today')}
      kicker={<p class="sentence">{t('today-kicker', format.day(wall.day), wall.time, exchange.hostCity)}</p>}
    >
      <Today data={data} exchange={exchange} now={now} />
    </Page>
  );
}

function Today({ data, exchange, now }: { data: TodayData; exchange: Exchange; now: number }) {
  const { sessions, people, notes } = data;
  const wall = wallClock(now, exchange.hostZone);
  const phase = visitPhase(exchange, wall.day);
  const hasToday = sessions.some(({ day }) => day === wall.day);
  const moment = { now, zone: exchange.hostZone };
  const shown = nowAndNext(sessions, moment);
  const unsent = useUnsent();
  const isOpen = !exchange.closedAt;
  const upcoming = phase === 'during' || hasToday || shown.next !== undefined;
  return (
    <>
      <ClosedNotice exchange={exchange} />
      {isOpen && phase === 'before' && <Countdown exchange={exchange} today={wall.day} plan={data} />}
      {isOpen && phase === 'after' && <ReportDue exchange={exchange} today={wall.day} />}
      {phase === 'during' && sessions.length === 0 && <NoSchedule />}
      <div class="now-next">
        {upcoming && sessions.length > 0 && <TodayNow shown={shown} exchange={exchange} people={people} now={now} />}
        <Capture />
        {shown.now.length > 0 && <TodayNext shown={shown} exchange={exchange} now={now} />}
      </div>
      <TodayReview />
      <TodayGuide />
      {isOpen && phase !== 'before' && <TodayCheckIn exchange={exchange} today={wall.day} />}
      {hasToday && <TodaySchedule sessions={sessions} moment={moment} unsent={unsent} />}
      {!hasToday && shown.next && (
        <TodaySchedule sessions={sessions} moment={moment} unsent={unsent} day={shown.next.day} />
      )}
      {isOpen && <TodayDeadlines exchange={exchange} phase={phase} />}
      <NoteList notes={notes} people={people} unsent={unsent} now={now} />
    </>
  );
}

/** What the pair captures as it happens; Hub staff are told why there is nothing of it. */
function Capture() {
  return useIsPair() ? <TodayActions /> : <ReadOnly />;
}

function NoSchedule() {
  const { t } = useMessages();
  const mayPlan = useMay('session.add');
  const action = mayPlan && <LinkButton href="/plan/schedule">{t('today-no-schedule-action')}</LinkButton>;
  return (
    <EmptyState title={t('today-no-schedule')} action={action}>
      {t('today-no-schedule-text')}
    </EmptyState>
  );
}
