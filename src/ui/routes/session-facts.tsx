import type { Session } from '#domain/schedule/schema.ts';
import { ReadOnly } from '../components/read-only.tsx';
import { useMessages } from '../context.ts';
import type { ScheduleData } from './schedule.tsx';
import { SessionStateChip, TimeRange } from './schedule-words.tsx';
import { SessionHistory } from './session-history.tsx';
import { SessionRecord } from './session-record.tsx';
import { SessionTasks } from './session-tasks.tsx';
import { attendeeWords } from './session-words.ts';

/** A session to read: for Hub staff, who plan nothing for the pair, and for everybody after the closing. */
export function SessionFacts({ session, data }: { session: Session; data: ScheduleData }) {
  const { t, format } = useMessages();
  const { kind, place, leadId, objectiveIds, note } = session;
  const served = data.objectives.filter(({ id }) => objectiveIds.includes(id)).map(({ title }) => title);
  const facts: [string, string][] = [
    [t('session-place'), place || (data.exchange?.venue ?? '')],
    [t('session-lead'), (leadId && data.people.get(leadId)?.name) || t('session-lead-none')],
    [t('session-attendees'), attendeeWords(session, data.people, t, format)],
    [t('session-kind'), t(`session-kind-${kind}`)],
    [t('session-objectives'), format.list(served)],
    [t('session-note'), note],
  ];
  return (
    <>
      <p class="session-when">
        <TimeRange {...session} />
        <SessionStateChip {...session} />
      </p>
      <dl class="described">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt class="subtle small">{name}</dt>
              <dd class="prose">{value}</dd>
            </div>
          ))}
      </dl>
      <SessionTasks session={session} canEdit={false} />
      <SessionRecord session={session} />
      <SessionHistory id={session.id} data={data} />
      <ReadOnly write="session.edit" />
    </>
  );
}
