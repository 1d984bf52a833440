import '../styles/calendar.css';
import { useState } from 'preact/hooks';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Session, Task } from '#domain/schedule/schema.ts';
import { repeatedSessions, type TemplateDays, templateSessions } from '#domain/schedule/template.ts';
import { listPastSchedules, type PastSchedule } from '#store/queries/past-schedules.ts';
import { Button } from '../components/button.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useLive } from '../hooks/use-live.ts';
import { readSchedule } from './schedule.tsx';
import { FillOutcome, FillPreview, useFilling } from './schedule-fill.tsx';

/** What would be added. */
type Proposal = { name: string; sessions: Session[]; tasks: Task[] };

/** Fills the days from a template, or from an exchange that one had before. */
export function TemplatesPage() {
  const { t } = useMessages();
  const store = useStore();
  const isPair = useIsPair();
  const data = useLive(() => readSchedule(store), [store]);
  return (
    <Page title={t('template-title')} back={{ href: '/plan/schedule', label: t('schedule-title') }}>
      {!data && <Loading />}
      {data && !data.exchange && <NotDownloaded />}
      {!isPair && <ReadOnly />}
      {data?.exchange && isPair && <Templates exchange={data.exchange} planned={data.sessions.length} />}
    </Page>
  );
}

function Templates({ exchange, planned }: { exchange: Exchange; planned: number }) {
  const { t } = useMessages();
  const filling = useFilling();
  const [proposal, setProposal] = useState<Proposal | undefined>();

  async function add({ sessions, tasks }: Proposal): Promise<void> {
    if (await filling.fill(sessions, tasks)) setProposal(undefined);
  }

  return (
    <>
      <FillOutcome filling={filling} />
      {proposal ? (
        <Section title={proposal.name}>
          {planned > 0 && <Message type="warning">{t('template-beside', planned)}</Message>}
          <FillPreview sessions={proposal.sessions} />
          <div class="actions">
            <Button
              weight="primary"
              disabled={proposal.sessions.length === 0 || filling.saving.state === 'saving'}
              onClick={() => void add(proposal)}
            >
              {t('fill-add', proposal.sessions.length)}
            </Button>
            <Button onClick={() => setProposal(undefined)}>{t('template-other')}</Button>
          </div>
        </Section>
      ) : (
        <Choices exchange={exchange} onChoose={setProposal} />
      )}
    </>
  );
}

type ChoicesProps = { exchange: Exchange; onChoose: (proposal: Proposal) => void };

function Choices({ exchange, onChoose }: ChoicesProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const { signIns } = useApp();
  const past = useLive(
    () =>
      listPastSchedules(
        store,
        signIns.map(({ participantId }) => participantId),
      ),
    [store, signIns],
  );

  function fromTemplate(days: TemplateDays): void {
    const words = { newId: store.newId, words: (slot: Parameters<typeof templateWords>[1]) => templateWords(t, slot) };
    onChoose({ name: t('template-days', days), sessions: templateSessions(days, exchange, words), tasks: [] });
  }

  return (
    <>
      <Section title={t('template-built-in')}>
        <List>
          {([3, 5] as const).map((days) => (
            <ListItem
              key={days}
              title={t('template-days', days)}
              detail={t('template-days-text')}
              onClick={() => fromTemplate(days)}
            />
          ))}
        </List>
      </Section>
      <Section title={t('template-past')}>
        {past?.length === 0 && <p class="subtle">{t('template-past-none')}</p>}
        <List>
          {past?.map((schedule) => (
            <ListItem
              key={schedule.exchange.id}
              title={schedule.exchange.topic}
              detail={`${schedule.exchange.hostCity} · ${format.dayRange(schedule.exchange.firstDay, schedule.exchange.lastDay)}`}
              onClick={() => onChoose(fromPast(schedule, exchange, store.newId))}
            />
          ))}
        </List>
      </Section>
    </>
  );
}

function fromPast({ exchange, sessions, tasks }: PastSchedule, to: Exchange, newId: () => string): Proposal {
  const { sessions: repeated, idOf } = repeatedSessions(sessions, exchange, to, newId);
  const kept = new Set(repeated.map(({ id }) => id));
  const again = tasks.flatMap(({ order, title, sessionId }) => {
    const owner = idOf.get(sessionId);
    return owner && kept.has(owner) ? [{ id: newId(), sessionId: owner, order, title, done: false }] : [];
  });
  return { name: exchange.topic, sessions: repeated, tasks: again };
}

function templateWords(t: ReturnType<typeof useMessages>['t'], slot: keyof typeof templateKeys): string {
  return t(templateKeys[slot]);
}

const templateKeys = {
  welcome: 'template-slot-welcome',
  start: 'template-slot-start',
  work: 'template-slot-work',
  workshop: 'template-slot-workshop',
  lunch: 'template-slot-lunch',
  review: 'template-slot-review',
  meeting: 'template-slot-meeting',
  free: 'template-slot-free',
  report: 'template-slot-report',
  farewell: 'template-slot-farewell',
} as const;
