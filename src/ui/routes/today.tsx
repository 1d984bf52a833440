import '../styles/today.css';
import { useEffect } from 'preact/hooks';
import { wallClock } from '#domain/days.ts';
import type { Note } from '#domain/evidence/schema.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { type NowAndNext, nowAndNext } from '#domain/schedule/now-next.ts';
import { visitPhase } from '#domain/schedule/slot.ts';
import { readToday, type TodayData } from '#store/queries/today.ts';
import { LinkButton } from '../components/button.tsx';
import { ClosedNotice } from '../components/closed-notice.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useFirstLook } from '../hooks/use-first-look.ts';
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
import { useLateParts } from './today-late-parts.ts';
import { TodayNext } from './today-next.tsx';
import { TodayNow } from './today-now.tsx';
import { TodayReview } from './today-review.tsx';
import { TodaySchedule } from './today-schedule.tsx';

/** What matters now: what is on and next, the three things to capture, the rest of the day. */
export function TodayPage() {
  const { t } = useMessages();
  const { shown } = useApp();
  const store = useStore();
  const now = useNow();
  const { look, asks } = useFirstLook();
  const data = useLive<TodayData>(asks ? () => readToday(store) : null, [store, asks], look);
  const isHere = data !== undefined;
  useEffect(() => {
    if (isHere) shown();
  }, [isHere, shown]);
  return (
    <Page title={t('nav-today')} kicker={<Kicker exchange={data?.exchange} now={now} />}>
      {data && <Today data={data} now={now} />}
      {asks && !data && <Loading />}
    </Page>
  );
}

/** Its line is there before its words are, so that nothing moves when they come. */
function Kicker({ exchange, now }: { exchange: Exchange | undefined; now: number }) {
  const { t, format } = useMessages();
  if (!exchange) return <p>{'\u00a0'}</p>;
  const wall = wallClock(now, exchange.hostZone);
  return <p class="sentence">{t('today-kicker', format.day(wall.day), wall.time, exchange.hostCity)}</p>;
}

/**
 * What takes things in stands at one place, whether the exchange is here or not: receipts that are being taken in must
 * not end because it has arrived.
 */
function Today({ data, now }: { data: TodayData; now: number }) {
  const { exchange, downloaded, sessions, people, notes } = data;
  const shown = exchange && nowAndNext(sessions, { now, zone: exchange.hostZone });
  return (
    <>
      {exchange ? <Before data={data} exchange={exchange} now={now} /> : <NoExchange downloaded={downloaded} />}
      <div class="now-next">
        {exchange && shown && isUpcoming(data, exchange, shown, now) && (
          <TodayNow shown={shown} exchange={exchange} people={people} now={now} />
        )}
        <Capture />
        {exchange && shown && shown.now.length > 0 && <TodayNext shown={shown} exchange={exchange} now={now} />}
      </div>
      {/* It is loaded, which the first screen must not wait for. */}
      {exchange && shown && notes && <Rest data={data} notes={notes} exchange={exchange} shown={shown} now={now} />}
    </>
  );
}

function isUpcoming({ sessions }: TodayData, exchange: Exchange, { next }: NowAndNext, now: number): boolean {
  const { day: today } = wallClock(now, exchange.hostZone);
  const hasToday = sessions.some(({ day }) => day === today);
  return sessions.length > 0 && (visitPhase(exchange, today) === 'during' || hasToday || next !== undefined);
}

function NoExchange({ downloaded }: { downloaded: boolean }) {
  const { t } = useMessages();
  return downloaded ? <EmptyState title={t('today-no-exchange')} /> : <NotDownloaded />;
}

type PartProps = { data: TodayData; exchange: Exchange; now: number };
type RestProps = PartProps & { notes: readonly Note[]; shown: NowAndNext };

/** Over what is on. */
function Before({ data, exchange, now }: PartProps) {
  const { day: today } = wallClock(now, exchange.hostZone);
  const phase = visitPhase(exchange, today);
  const isOpen = !exchange.closedAt;
  return (
    <>
      <ClosedNotice exchange={exchange} />
      {isOpen && phase === 'before' && <Countdown exchange={exchange} today={today} plan={data} />}
      {isOpen && phase === 'after' && <ReportDue exchange={exchange} today={today} />}
      {phase === 'during' && data.sessions.length === 0 && <NoSchedule />}
    </>
  );
}

/** Under it: what waits for the person, and the rest of the day. */
function Rest({ data, notes, exchange, shown, now }: RestProps) {
  const { day: today } = wallClock(now, exchange.hostZone);
  const isOpen = !exchange.closedAt;
  const phase = visitPhase(exchange, today);
  const mayCheckIn = isOpen && phase !== 'before';
  const [isSettled, settle] = useLateParts(mayCheckIn ? 3 : 2);
  return (
    <>
      {/* Nor does one of them push another. */}
      <div style={{ display: isSettled ? 'contents' : 'none' }}>
        <TodayReview onReady={settle.review} />
        <TodayGuide onReady={settle.guide} />
        {mayCheckIn && <TodayCheckIn exchange={exchange} today={today} onReady={settle.checkIn} />}
      </div>
      {isSettled && <Day data={data} notes={notes} exchange={exchange} shown={shown} now={now} />}
    </>
  );
}

function Day({ data, notes, exchange, shown, now }: RestProps) {
  const { sessions, people } = data;
  const { day: today } = wallClock(now, exchange.hostZone);
  const hasToday = sessions.some(({ day }) => day === today);
  const moment = { now, zone: exchange.hostZone };
  const unsent = useUnsent();
  return (
    <>
      {hasToday && <TodaySchedule sessions={sessions} moment={moment} unsent={unsent} />}
      {!hasToday && shown.next && (
        <TodaySchedule sessions={sessions} moment={moment} unsent={unsent} day={shown.next.day} />
      )}
      {!exchange.closedAt && <TodayDeadlines exchange={exchange} phase={visitPhase(exchange, today)} />}
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
