import { cdxIconAlert, cdxIconUndo } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import type { Session } from '#domain/schedule/schema.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Icon } from '../components/icon.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import type { ScheduleData } from './schedule.tsx';
import { SessionStateChip, TimeRange } from './schedule-words.tsx';

type SessionItemProps = {
  session: Session;
  timing: 'past' | 'now' | 'ahead';
  /** The sessions that take place at the same time. */
  overlaps: readonly Session[];
  /** It has waited on this device for more than a moment. */
  unsent: boolean;
  data: ScheduleData;
  /** The current-time line, when it passes here. */
  children: ComponentChildren;
};

/** A session of the timeline, with the one tap that says it took place. */
export function SessionItem({ session, timing, overlaps, unsent, data, children }: SessionItemProps) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const isPair = useIsPair();
  const { id, title, kind, place, leadId, state } = session;
  const lead = leadId ? data.people.get(leadId)?.name : undefined;
  const objectives = data.objectives.filter((objective) => session.objectiveIds.includes(objective.id));
  const mark = (next: Session['state']) => void saving.save(() => store.mutate('session.mark', { id, state: next }));
  const facts = [t(`session-kind-${kind}`), place, lead && t('session-led-by', lead)].filter(Boolean);
  return (
    <li class={`timeline-item timeline-${timing} state-${state}`}>
      {children}
      <div class="timeline-head">
        <TimeRange {...session} />
        <SessionStateChip state={state} />
        {isPair && <MarkButton session={session} onMark={mark} />}
      </div>
      <h3 id={`session-${id}`} class="timeline-title">
        <a href={`/plan/schedule/${id}`}>{title}</a>
      </h3>
      <p class="subtle small">{facts.join(' · ')}</p>
      <UnsentMark shown={unsent} />
      {overlaps.length > 0 && (
        <p class="schedule-warning small">
          <Icon icon={cdxIconAlert} size="small" />
          <span>
            {t('schedule-overlaps', overlaps.map((other) => `“${other.title}” ${other.start}–${other.end}`).join(', '))}
          </span>
        </p>
      )}
      {objectives.length > 0 && (
        <ul class="objective-chips" aria-label={t('session-objectives')}>
          {objectives.map((objective) => (
            <li key={objective.id}>
              <Chip>{objective.title}</Chip>
            </li>
          ))}
        </ul>
      )}
      {/* The chip shows that it is done; only a failure needs words here. */}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </li>
  );
}

type MarkButtonProps = { session: Session; onMark: (state: Session['state']) => void };

/** One tap says that it took place, one takes it back. */
function MarkButton({ session: { id, title, state }, onMark }: MarkButtonProps) {
  const { t } = useMessages();
  if (state === 'planned') {
    return (
      <Button weight="quiet" action="progressive" onClick={() => onMark('done')} aria-describedby={`session-${id}`}>
        {t('session-mark-done')}
      </Button>
    );
  }
  const label = t(state === 'done' ? 'session-undo-done' : 'session-undo-drop', title);
  return <IconButton icon={cdxIconUndo} label={label} onClick={() => onMark('planned')} />;
}
