import '../styles/schedule.css';
import { useLocation } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { scheduleDays } from '#domain/schedule/slot.ts';
import { unservedObjectives } from '#domain/schedule/warnings.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { listInOrder } from '#store/queries/rows.ts';
import { listSessions } from '#store/queries/schedule.ts';
import type { Store } from '#store/store.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { PlanTabs } from './plan-tabs.tsx';
import { ScheduleDay } from './schedule-day.tsx';
import { DayTabs } from './schedule-day-tabs.tsx';

export type ScheduleData = Awaited<ReturnType<typeof readSchedule>>;

export async function readSchedule(store: Store) {
  const [exchange, downloaded, sessions, people, objectives] = await Promise.all([
    getExchange(store),
    isDownloaded(store),
    listSessions(store),
    participantsById(store),
    listInOrder(store, 'objective'),
  ]);
  return { exchange, downloaded, sessions, people, objectives };
}

/** The days of the visit: one at a time on a phone, side by side where there is room. */
export function SchedulePage() {
  const { t } = useMessages();
  const store = useStore();
  const data = useLive(() => readSchedule(store), [store]);
  return (
    <Page title={t('schedule-title')} kicker={<Topic exchange={data?.exchange} />} wide>
      <PlanTabs />
      {!data && <Loading />}
      {data && !data.exchange && (data.downloaded ? <EmptyState title={t('today-no-exchange')} /> : <NotDownloaded />)}
      {data?.exchange && <Schedule data={data} exchange={data.exchange} />}
    </Page>
  );
}

function Schedule({ data, exchange }: { data: ScheduleData; exchange: Exchange }) {
  const { t, format } = useMessages();
  const { query } = useLocation();
  const unsent = useUnsent();
  const wall = wallClock(useNow(), exchange.hostZone);
  const days = scheduleDays(exchange, data.sessions);
  const shown = [query.day, wall.day, days[0]].find((day) => day && days.includes(day)) ?? exchange.firstDay;
  const unserved = unservedObjectives(data.objectives, data.sessions).map(({ title }) => `“${title}”`);
  return (
    <>
      <DayTabs days={days} shown={shown} today={wall.day} />
      <ReadOnly />
      <p class="subtle small">{t('schedule-zone', exchange.hostCity, exchange.hostZone, wall.time)}</p>
      <div class="schedule-days" style={{ '--days': days.length }}>
        {days.map((day) => (
          <ScheduleDay key={day} day={day} isShown={day === shown} data={data} unsent={unsent} wall={wall} />
        ))}
      </div>
      {unserved.length > 0 && data.sessions.length > 0 && (
        <Message type="warning">{t('schedule-unserved', unserved.length, format.list(unserved))}</Message>
      )}
    </>
  );
}
