import { cdxIconDraggable, cdxIconLock, cdxIconUndo } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { isShared } from '#domain/private.ts';
import { aimlessSessions } from '#domain/schedule/day-checks.ts';
import { onOtherWall } from '#domain/schedule/host-clock.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { overlapsOf } from '#domain/schedule/warnings.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Icon } from '../components/icon.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import type { ScheduleData } from './schedule.tsx';
import type { Moves } from './schedule-moves.tsx';
import { ScheduleWarning } from './schedule-warning.tsx';
import { SessionStateChip, TimeRange } from './schedule-words.tsx';
import { attendeeWords, zoneCity } from './session-words.ts';
import { markWrite } from './session-writes.ts';

type SessionItemProps = {
  session: Session;
  timing: 'past' | 'now' | 'ahead';
  /** It has waited on this device for more than a moment. */
  unsent: boolean;
  data: ScheduleData;
  hostZone: string;
  /** The zone of this device, when its times are to stand beside those of the host. */
  ownZone: string | undefined;
  moves: Moves;
  /** The current-time line, when it passes here. */
  children: ComponentChildren;
};

/** A session of the timeline, with the one tap that says it took place. */
export function SessionItem({ session, timing, unsent, data, hostZone, ownZone, moves, children }: SessionItemProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const mayEdit = useMay('session.move');
  const { id, title, kind, place, leadId, state } = session;
  const lead = leadId ? data.people.get(leadId)?.name : undefined;
  const objectives = data.objectives.filter((objective) => session.objectiveIds.includes(objective.id));
  const mark = (next: Session['state']) => void saving.save(() => store.mutateAll([markWrite(store, id, next)]));
  const facts = [
    t(`session-kind-${kind}`),
    place,
    lead && t('session-led-by', lead),
    attendeeWords(session, data.people, t, format),
  ].filter(Boolean);
  const held = moves.held === id ? ' timeline-item--held' : '';
  return (
    <li class={`timeline-item timeline-${timing} state-${state}${held}`} data-session={id}>
      {children}
      <div class="timeline-head">
        {mayEdit && state === 'planned' && <MoveHandle session={session} moves={moves} />}
        <TimeRange {...session} />
        <SessionStateChip state={state} />
        {!isShared(session) && <Chip icon={cdxIconLock}>{t('session-only-you')}</Chip>}
        {mayEdit && <MarkButton session={session} onMark={mark} />}
      </div>
      {ownZone && <OwnTimes session={session} hostZone={hostZone} ownZone={ownZone} />}
      <h3 id={`session-${id}`} class="timeline-title">
        <a href={`/plan/schedule/${id}`}>{title}</a>
      </h3>
      <p class="subtle small">{facts.join(' · ')}</p>
      <UnsentMark shown={unsent} />
      <SessionWarnings session={session} data={data} />
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

type OwnTimesProps = { session: Session; hostZone: string; ownZone: string };

/** When it is where the phone is now; nothing when both walls show the same. */
function OwnTimes({ session, hostZone, ownZone }: OwnTimesProps) {
  const { t, format } = useMessages();
  const own = onOtherWall(session, hostZone, ownZone);
  if (!own) return null;
  const day = own.start.day === session.day ? '' : `${format.day(own.start.day, 'short')}, `;
  return (
    <p class="subtle small">{t('schedule-own-times', `${day}${own.start.time}–${own.end.time}`, zoneCity(ownZone))}</p>
  );
}

function SessionWarnings({ session, data }: { session: Session; data: ScheduleData }) {
  const { t } = useMessages();
  const overlaps = overlapsOf(session, data.sessions);
  const isTravel = (other: Session) => session.kind === 'transport' || other.kind === 'transport';
  const named = (others: Session[]) =>
    others.map((other) => `${t('quoted', other.title)} ${other.start}–${other.end}`).join(', ');
  const [travel, meanwhile] = [overlaps.filter(isTravel), overlaps.filter((other) => !isTravel(other))];
  const aimless = isShared(session) && data.objectives.length > 0 && aimlessSessions([session]).length > 0;
  return (
    <>
      {meanwhile.length > 0 && <ScheduleWarning>{t('schedule-overlaps', named(meanwhile))}</ScheduleWarning>}
      {travel.length > 0 && <ScheduleWarning>{t('schedule-travel-inside', named(travel))}</ScheduleWarning>}
      {aimless && <ScheduleWarning>{t('schedule-aimless')}</ScheduleWarning>}
    </>
  );
}

/** Drags the session; with the keyboard, arrows move it. The session's own page has a button for each as well. */
function MoveHandle({ session, moves }: { session: Session; moves: Moves }) {
  const { t } = useMessages();
  const label = t('schedule-move-handle', session.title);
  return (
    <button
      type="button"
      class="move-handle cdx-button cdx-button--weight-quiet cdx-button--icon-only cdx-button--size-large"
      aria-label={label}
      title={label}
      onPointerDown={(event) => moves.hold(session, event)}
      onKeyDown={(event) => moves.nudge(session, event)}
    >
      <Icon icon={cdxIconDraggable} />
    </button>
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
