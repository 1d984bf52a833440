import '../styles/schedule.css';
import { cdxIconCalendar, cdxIconTable, cdxIconTemplateAdd } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { onOtherWall } from '#domain/schedule/host-clock.ts';
import { scheduleDays, visitPhase } from '#domain/schedule/slot.ts';
import { unservedObjectives } from '#domain/schedule/warnings.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { listInOrder } from '#store/queries/rows.ts';
import { listSessions } from '#store/queries/schedule.ts';
import type { Store } from '#store/store.ts';
import { LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { AgreementLine } from './plan-agreement-line.tsx';
import { PlanTabs } from './plan-tabs.tsx';
import { ScheduleDay } from './schedule-day.tsx';
import { DayTabs } from './schedule-day-tabs.tsx';
import { MoveOutcome, useMoves } from './schedule-moves.tsx';
import { zoneCity } from './session-words.ts';

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
  const moves = useMoves(data, exchange);
  const moment = { now: useNow(), zone: exchange.hostZone };
  const wall = wallClock(moment.now, exchange.hostZone);
  const days = scheduleDays(exchange, data.sessions);
  const shown = [query.day, wall.day].find((day) => day && days.includes(day)) ?? exchange.firstDay;
  const ownZone = useOwnZone(exchange, wall.day);
  const unserved = unservedObjectives(data.objectives, data.sessions).map(({ title }) => t('quoted', title));
  const filled = days.filter((day) => isFilled(day, exchange, data));
  return (
    <>
      <DayTabs days={days} shown={shown} today={wall.day} exchange={exchange} over={moves.over?.day} />
      <ReadOnly write="session.edit" />
      <div class="subtle small">
        <p>{t('schedule-zone', exchange.hostCity, exchange.hostZone, wall.time)}</p>
        {ownZone && <p>{t('schedule-own-zone', zoneCity(ownZone))}</p>}
      </div>
      <AgreementLine />
      <MoveOutcome moves={moves} />
      {data.sessions.length === 0 && <NoSessions />}
      <div class="schedule-days" style={{ '--days': filled.length }}>
        {days.map((day) => (
          <ScheduleDay
            key={day}
            day={day}
            isShown={day === shown}
            isSpare={!filled.includes(day)}
            data={data}
            exchange={exchange}
            unsent={unsent}
            moment={moment}
            ownZone={ownZone}
            moves={moves}
          />
        ))}
      </div>
      {unserved.length > 0 && data.sessions.length > 0 && (
        <Message type="warning">{t('schedule-unserved', unserved.length, format.list(unserved))}</Message>
      )}
      <ScheduleTools />
    </>
  );
}

/** A day of the visit is always there; a travel day is when something is planned on it. */
function isFilled(day: string, { firstDay, lastDay }: Exchange, { sessions }: ScheduleData): boolean {
  return (day >= firstDay && day <= lastDay) || sessions.some((session) => session.day === day);
}

/**
 * The zone of this device where its wall shows another time than the host's, as long as somebody has to get there:
 * during the visit the host's wall is everybody's.
 */
function useOwnZone(exchange: Exchange, today: string): string | undefined {
  const { device } = useApp();
  if (visitPhase(exchange, today) !== 'before') return undefined;
  const { firstDay, lastDay, hostZone } = exchange;
  const zone = device.zone();
  const noons = [firstDay, lastDay].map((day) => ({ day, start: '12:00', end: '12:00' }));
  return noons.some((noon) => onOtherWall(noon, hostZone, zone)) ? zone : undefined;
}

function NoSessions() {
  const { t } = useMessages();
  const mayFill = useMay('schedule.fill');
  const action = mayFill && (
    <LinkButton href="/plan/templates" weight="primary">
      {t('template-open')}
    </LinkButton>
  );
  return (
    <EmptyState title={t('schedule-empty')} action={action}>
      {t('schedule-empty-text')}
    </EmptyState>
  );
}

/** What can be done with the schedule as a whole. */
function ScheduleTools() {
  const { t } = useMessages();
  const mayFill = useMay('schedule.fill');
  return (
    <Section title={t('schedule-tools')}>
      <List>
        <ListItem icon={cdxIconTable} href="/plan/coverage" title={t('coverage-title')} detail={t('coverage-detail')} />
        <ListItem
          icon={cdxIconCalendar}
          href="/plan/calendar"
          title={t('calendar-title')}
          detail={t('calendar-detail')}
        />
        {mayFill && (
          <ListItem
            icon={cdxIconTemplateAdd}
            href="/plan/templates"
            title={t('template-title')}
            detail={t('template-detail')}
          />
        )}
      </List>
    </Section>
  );
}
