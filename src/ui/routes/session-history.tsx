import { overruledChanges } from '#domain/schedule/outcome.ts';
import type { SessionChange } from '#domain/schedule/schema.ts';
import { listChanges } from '#store/queries/schedule.ts';
import { keepSeenChange, readSeenChange } from '#store/seen-changes.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import type { ScheduleData } from './schedule.tsx';
import { changeLines } from './session-history-words.ts';

type HistoryProps = { id: string; data: ScheduleData };

/** Everything that was changed of a session, by whom and when; the latest first. */
export function SessionHistory({ id, data }: HistoryProps) {
  const { t } = useMessages();
  const changes = useChanges(id);
  if (!changes || changes.length === 0) return null;
  return (
    <Section title={t('session-history')}>
      <ol class="session-history" reversed>
        {changes.toReversed().map((change) => (
          <ChangeItem key={change.id} change={change} data={data} />
        ))}
      </ol>
    </Section>
  );
}

/** Tells whoever has changed a session that the other side has changed the same again: nothing is lost silently. */
export function Overruled({ id, data }: HistoryProps) {
  const { t } = useMessages();
  const store = useStore();
  const changes = useChanges(id);
  const seen = useLive(() => readSeenChange(store, id), [store, id]);
  const overruled = overruledChanges(changes ?? [], store.context.participantId);
  const last = overruled.at(-1);
  if (!last || seen === undefined || last.place <= seen) return null;
  return (
    <Message title={t('session-overruled', data.people.get(last.authorId)?.name ?? '')}>
      <ul>
        {overruled.map((change) => (
          <ChangeLines key={change.id} change={change} data={data} />
        ))}
      </ul>
      <Button onClick={() => void keepSeenChange(store, id, last.place)}>{t('session-overruled-seen')}</Button>
    </Message>
  );
}

function useChanges(id: string): SessionChange[] | undefined {
  const store = useStore();
  return useLive(() => listChanges(store, id), [store, id]);
}

type ChangeProps = { change: SessionChange; data: ScheduleData };

function ChangeItem({ change, data }: ChangeProps) {
  const { format } = useMessages();
  const now = useNow();
  const unsent = useUnsent();
  return (
    <li class="session-change">
      <p class="subtle small">
        {data.people.get(change.authorId)?.name} · {format.ago(Date.parse(change.at), now)}{' '}
        <UnsentMark shown={unsent.has(change.id)} />
      </p>
      <ul>
        <ChangeLines change={change} data={data} />
      </ul>
    </li>
  );
}

function ChangeLines({ change, data }: ChangeProps) {
  const { t, format } = useMessages();
  return (
    <>
      {changeLines(change, data, t, format).map(({ field, from, to }) => (
        <li key={field}>{t('session-change', field, from, to)}</li>
      ))}
    </>
  );
}
