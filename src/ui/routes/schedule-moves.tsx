import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { addDays } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { daysToChoose, type Slot, shiftSlot, slotAt } from '#domain/schedule/slot.ts';
import { Button } from '../components/button.tsx';
import { Saved } from '../components/saved.tsx';
import { useMessages, useStore } from '../context.ts';
import { SaveOutcome, type Saving, useSaving } from './plan-save.tsx';
import type { ScheduleData } from './schedule.tsx';
import { type DropPlace, dragSession } from './schedule-drag.ts';
import { moveWrite, slotOf } from './session-writes.ts';

/** Minutes that an arrow key moves a session by. */
const step = 15;

export type Moves = {
  /** The session that is being dragged, and what it is held over. */
  held: string | undefined;
  over: DropPlace | undefined;
  hold: (session: Session, event: PointerEvent) => void;
  nudge: (session: Session, event: KeyboardEvent) => void;
  saving: Saving;
  /** The last move of this visit to the screen, to be told and undone. */
  last: { session: Session; to: Slot } | undefined;
  undo: () => void;
};

/** Moving sessions on the timeline: by dragging them, and by the arrow keys on their handle. */
export function useMoves(data: ScheduleData, exchange: Exchange): Moves {
  const store = useStore();
  const { route } = useLocation();
  const saving = useSaving();
  const [drag, setDrag] = useState<{ held: string; over: DropPlace | undefined } | undefined>();
  const [last, setLast] = useState<Moves['last']>();
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);

  async function move(session: Session, to: Slot): Promise<void> {
    const isSame = to.day === session.day && to.start === session.start && to.end === session.end;
    if (isSame || !(await saving.save(() => store.mutateAll([moveWrite(store, session, to)])))) return;
    setLast({ session, to });
    // On a phone one day shows: the one that it has gone to.
    if (to.day !== session.day) route(`/plan/schedule?day=${to.day}`, true);
  }

  function drop(session: Session, place: DropPlace | undefined): void {
    setDrag(undefined);
    const to = place && slotUnder(session, place, data.sessions);
    if (to) void move(session, to);
  }

  function nudge(session: Session, event: KeyboardEvent): void {
    const to = nudged(session, event.key);
    if (!to || !daysToChoose(exchange, session.day).includes(to.day)) return;
    event.preventDefault();
    void move(session, to);
  }

  return {
    held: drag?.held,
    over: drag?.over,
    hold: (session, event) => {
      stop.current = dragSession(event, {
        onOver: (over) => setDrag({ held: session.id, over }),
        onEnd: (place) => drop(session, place),
      });
    },
    nudge,
    saving,
    last,
    undo: () => {
      if (!last) return;
      const { session, to } = last;
      setLast(undefined);
      void saving.save(() => store.mutateAll([moveWrite(store, { ...session, ...to }, session)]));
    },
  };
}

/** Where a session goes that is dropped; undefined where it stands already. */
function slotUnder(session: Session, { day, beforeId }: DropPlace, sessions: readonly Session[]): Slot | undefined {
  const slot = slotOf(session);
  // Over the tab of a day it is only about the day: its time stays.
  if (beforeId === undefined) return { ...slot, day };
  const ofDay = sessions.filter((other) => other.day === day && (other.state !== 'dropped' || other.id === session.id));
  const others = ofDay.filter(({ id }) => id !== session.id);
  const found = others.findIndex(({ id }) => id === beforeId);
  const at = found === -1 ? others.length : found;
  return ofDay[at]?.id === session.id ? undefined : slotAt(slot, day, others, at);
}

function nudged(session: Session, key: string): Slot | undefined {
  const slot = slotOf(session);
  if (key === 'ArrowUp') return shiftSlot(slot, -step);
  if (key === 'ArrowDown') return shiftSlot(slot, step);
  if (key === 'ArrowLeft') return { ...slot, day: addDays(slot.day, -1) };
  return key === 'ArrowRight' ? { ...slot, day: addDays(slot.day, 1) } : undefined;
}

/** Before which session of a day the one that is held would go; for the mark that shows it. */
export function dropMark({ over }: Moves, day: string, sessions: readonly Session[]): string | undefined {
  if (over?.day !== day) return undefined;
  return sessions.some(({ id }) => id === over.beforeId) ? 'between' : 'end';
}

/** Says where it went, aloud too, and offers the way back. */
export function MoveOutcome({ moves: { saving, last, undo } }: { moves: Moves }) {
  const { t, format } = useMessages();
  const isTold = last && saving.state === 'saved';
  return (
    <div class="move-outcome" aria-live="polite">
      {isTold && (
        <>
          <Saved>
            {t(
              'schedule-moved',
              last.session.title,
              format.day(last.to.day, 'short'),
              `${last.to.start}–${last.to.end}`,
            )}
          </Saved>
          <Button weight="quiet" onClick={undo}>
            {t('schedule-undo')}
          </Button>
        </>
      )}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </div>
  );
}
