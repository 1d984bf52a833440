import {
  cdxIconBell,
  cdxIconCalendar,
  cdxIconJournal,
  cdxIconSpeechBubbles,
  cdxIconUserGroup,
} from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { wallClock } from '#domain/days.ts';
import { type Deadline, type DeadlineKind, deadlinesOf } from '#domain/deadline/deadlines.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { readDeadlines } from '#store/queries/deadlines.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import type { IconShape } from '../components/icon.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { PlanTabs } from './plan-tabs.tsx';
import { VisitTimeline } from './visit-timeline.tsx';

const looks: Record<DeadlineKind, { icon: IconShape; href: string }> = {
  plan: { icon: cdxIconUserGroup, href: '/plan' },
  visit: { icon: cdxIconCalendar, href: '/plan/schedule' },
  report: { icon: cdxIconJournal, href: '/report' },
  'follow-up': { icon: cdxIconSpeechBubbles, href: '/today' },
};

/** What the programme asks for, and by when. */
export function DeadlinesPage() {
  const { t } = useMessages();
  const store = useStore();
  const data = useLive(() => readDeadlines(store), [store]);
  return (
    <Page title={t('deadline-title')} kicker={<Topic exchange={data?.exchange} />}>
      <PlanTabs />
      {!data && <Loading />}
      {data && !data.exchange && <NotDownloaded />}
      {data?.exchange && <Dates exchange={data.exchange} progress={data.progress} />}
      <div class="not-on-paper">
        <Reminders />
      </div>
    </Page>
  );
}

type DatesProps = { exchange: Exchange; progress: Parameters<typeof deadlinesOf>[1] };

function Dates({ exchange, progress }: DatesProps) {
  const today = wallClock(useNow(), exchange.hostZone).day;
  const deadlines = deadlinesOf(exchange, progress, today);
  return (
    <>
      <List>
        {deadlines.map((deadline) => (
          <DeadlineItem key={deadline.kind} deadline={deadline} />
        ))}
      </List>
      <VisitTimeline {...{ exchange, deadlines, today }} />
    </>
  );
}

function DeadlineItem({ deadline }: { deadline: Deadline }) {
  const { t, format } = useMessages();
  const { kind, day, state, daysLeft } = deadline;
  const left = daysLeft !== null && state === 'ahead' ? t('deadline-left', daysLeft) : '';
  const when = day ? format.day(day, 'medium') : t('deadline-no-day');
  return (
    <ListItem
      {...looks[kind]}
      title={t(`deadline-${kind}`)}
      detail={[when, left].filter(Boolean).join(' · ')}
      end={<StateChip deadline={deadline} />}
    />
  );
}

function StateChip({ deadline: { state, daysLeft } }: { deadline: Deadline }) {
  const { t } = useMessages();
  if (state === 'done') return <Chip tone="success">{t('deadline-done')}</Chip>;
  if (state === 'today') return <Chip tone="warning">{t('deadline-today')}</Chip>;
  if (state === 'late') return <Chip tone="error">{t('deadline-late', -(daysLeft ?? 0))}</Chip>;
  return state === 'open' ? <Chip tone="warning">{t('deadline-open')}</Chip> : null;
}

/** Notifications of this phone: asked for by a tap only, with what they can't do said before. */
function Reminders() {
  const { t } = useMessages();
  const { device } = useApp();
  const [state, setState] = useState(device.reminders.state);
  const words = {
    unsupported: 'reminder-unsupported',
    denied: 'reminder-denied',
    granted: 'reminder-on',
  } as const;
  return (
    <Section title={t('reminder-title')}>
      <p>{t('reminder-text')}</p>
      {state === 'default' && (
        <div class="actions">
          <Button icon={cdxIconBell} onClick={() => void device.reminders.ask().then(setState)}>
            {t('reminder-ask')}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {state !== 'default' && <Message type={state === 'granted' ? 'success' : 'notice'}>{t(words[state])}</Message>}
      </div>
    </Section>
  );
}
