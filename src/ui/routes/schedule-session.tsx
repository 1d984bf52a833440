import '../styles/session.css';
import { useLocation, useRoute } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { useLast } from './plan-edits.tsx';
import { readSchedule, type ScheduleData } from './schedule.tsx';
import { SessionEditor } from './session-editor.tsx';
import { SessionFacts } from './session-facts.tsx';
import { SessionNew } from './session-new.tsx';

/** One session: the address `new` adds one. */
export function SessionPage() {
  const { params } = useRoute();
  const id = params.id ?? 'new';
  // The router keeps the page when only the id changes; its form belongs to one session.
  return <SessionScreen key={id} id={id} />;
}

function SessionScreen({ id }: { id: string }) {
  const { t, format } = useMessages();
  const store = useStore();
  const data = useLive(() => readSchedule(store), [store]);
  const session = useLast(data?.sessions.find((row) => row.id === id));
  const day = useShownDay(session?.day, data?.exchange);
  const title = id === 'new' ? t('session-new') : (session?.title ?? t('session-title'));
  return (
    <Page
      title={title}
      kicker={session && <p class="sentence">{format.day(session.day)}</p>}
      back={{ href: day ? `/plan/schedule?day=${day}` : '/plan/schedule', label: t('schedule-title') }}
    >
      {data ? <SessionForm id={id} data={data} session={session} day={day} /> : <Loading />}
    </Page>
  );
}

type SessionFormProps = {
  id: string;
  data: ScheduleData;
  session: ScheduleData['sessions'][number] | undefined;
  day: string | undefined;
};

function SessionForm({ id, data, session, day }: SessionFormProps) {
  const { t } = useMessages();
  const mayEdit = useMay('session.edit');
  const { exchange } = data;
  if (!exchange && !data.downloaded) return <NotDownloaded />;
  if (session && !mayEdit) return <SessionFacts session={session} data={data} />;
  if (exchange && session) return <SessionEditor session={session} exchange={exchange} data={data} />;
  if (exchange && id === 'new' && mayEdit)
    return <SessionNew exchange={exchange} day={day ?? exchange.firstDay} data={data} />;
  return (
    <EmptyState
      title={t('session-gone')}
      action={<LinkButton href="/plan/schedule">{t('session-gone-action')}</LinkButton>}
    />
  );
}

/** The day to begin with, and to go back to: that of the session, of the address, today, or the first. */
function useShownDay(sessionDay: string | undefined, exchange: Exchange | undefined): string | undefined {
  const { now } = useApp();
  const { query } = useLocation();
  if (sessionDay) return sessionDay;
  const asked = query.day;
  if (asked && /^\d{4}-\d\d-\d\d$/.test(asked)) return asked;
  if (!exchange) return undefined;
  const today = wallClock(now(), exchange.hostZone).day;
  return today >= exchange.firstDay && today <= exchange.lastDay ? today : exchange.firstDay;
}
