import '../styles/coverage.css';
import type { Exchange } from '#domain/exchange/schema.ts';
import { type Coverage, coverageOf } from '#domain/schedule/coverage.ts';
import { aimlessSessions, travelInside } from '#domain/schedule/day-checks.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { CoverageTable } from './coverage-table.tsx';
import { readSchedule, type ScheduleData } from './schedule.tsx';

/** Which session serves which objective, to see at a glance what the days leave out. */
export function CoveragePage() {
  const { t } = useMessages();
  const store = useStore();
  const data = useLive(() => readSchedule(store), [store]);
  return (
    <Page title={t('coverage-title')} back={{ href: '/plan/schedule', label: t('schedule-title') }} wide>
      {!data && <Loading />}
      {data && !data.exchange && <NotDownloaded />}
      {data?.exchange && <CoverageView data={data} exchange={data.exchange} />}
    </Page>
  );
}

function CoverageView({ data, exchange }: { data: ScheduleData; exchange: Exchange }) {
  const { t } = useMessages();
  const coverage = coverageOf(data.objectives, data.sessions, exchange.hostZone);
  if (coverage.objectives.length === 0 || coverage.sessions.length === 0) {
    const href = coverage.objectives.length === 0 ? '/plan' : '/plan/schedule';
    const label = t(coverage.objectives.length === 0 ? 'coverage-to-objectives' : 'session-gone-action');
    return (
      <EmptyState title={t('coverage-empty')} action={<LinkButton href={href}>{label}</LinkButton>}>
        {t('coverage-empty-text')}
      </EmptyState>
    );
  }
  return (
    <>
      <ReadOnly write="session.serve" />
      <CoverageAdvice coverage={coverage} sessions={data.sessions} />
      <CoverageTable coverage={coverage} />
    </>
  );
}

/** What the pair may want to mend; nothing when all is tied together. */
function CoverageAdvice({ coverage, sessions }: { coverage: Coverage; sessions: readonly Session[] }) {
  const { t, format } = useMessages();
  const unserved = coverage.objectives
    .filter(({ count }) => count === 0)
    .map(({ objective }) => t('quoted', objective.title));
  const aimless = aimlessSessions(coverage.sessions).map(({ title }) => t('quoted', title));
  const journeys = travelInside(sessions).map(({ travel, during }) =>
    t('coverage-travel', travel.title, during.title, format.day(travel.day, 'short')),
  );
  if (unserved.length + aimless.length + journeys.length === 0) {
    return <Message type="success">{t('coverage-whole')}</Message>;
  }
  return (
    <Message type="warning">
      {unserved.length > 0 && <p>{t('schedule-unserved', unserved.length, format.list(unserved))}</p>}
      {aimless.length > 0 && <p>{t('coverage-aimless', aimless.length, format.list(aimless))}</p>}
      {journeys.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </Message>
  );
}
