import '../styles/calendar.css';
import { useState } from 'preact/hooks';
import { fillFrom } from '#domain/day-plan/fill.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Session, Task } from '#domain/schedule/schema.ts';
import { repeatedSessions, type TemplateDays, type TemplateSlot, templateSessions } from '#domain/schedule/template.ts';
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
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { readSchedule } from './schedule.tsx';
import { FillOutcome, FillPreview, useFilling } from './schedule-fill.tsx';
import { HubAssignment, type HubChoice, HubDays } from './schedule-hub-days.tsx';
import { slotKeys } from './schedule-slot-words.ts';

/** What would be added. */
type Proposal = { name: string; sessions: Session[]; tasks: Task[]; hub?: HubChoice };

/** Fills the days from a template, or from an exchange that one had before. */
export function TemplatesPage() {
  const { t } = useMessages();
  const store = useStore();
  const mayFill = useMay('schedule.fill');
  const data = useLive(() => readSchedule(store), [store]);
  return (
    <Page title={t('template-title')} back={{ href: '/plan/schedule', label: t('schedule-title') }}>
      {!data && <Loading />}
      {data && !data.exchange && <NotDownloaded />}
      <ReadOnly write="schedule.fill" />
      {data?.exchange && mayFill && <Templates exchange={data.exchange} planned={data.sessions.length} />}
    </Page>
  );
}

function Templates({ exchange, planned }: { exchange: Exchange; planned: number }) {
  const { t } = useMessages();
  const { newId } = useStore();
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
          {proposal.hub && (
            <HubAssignment choice={proposal.hub} onChange={(hub) => setProposal(fromHub(hub, proposal.name, newId))} />
          )}
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
    const words = { newId: store.newId, words: (slot: TemplateSlot) => t(slotKeys[slot]) };
    onChoose({ name: t('template-days', days), sessions: templateSessions(days, exchange, words), tasks: [] });
  }

  return (
    <>
      <HubDays visit={exchange} onChoose={(hub) => onChoose(fromHub(hub, t('template-hub-title'), store.newId))} />
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
        {past && past.length > 0 && (
          <List>
            {past.map((schedule) => (
              <ListItem
                key={schedule.exchange.id}
                title={schedule.exchange.topic}
                detail={`${schedule.exchange.hostCity} · ${format.dayRange(schedule.exchange.firstDay, schedule.exchange.lastDay)}`}
                onClick={() => onChoose(fromPast(schedule, exchange, store.newId))}
              />
            ))}
          </List>
        )}
      </Section>
    </>
  );
}

function fromHub(hub: HubChoice, name: string, newId: () => string): Proposal {
  return { name, hub, ...fillFrom(hub.plans, hub.assignment, newId) };
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
