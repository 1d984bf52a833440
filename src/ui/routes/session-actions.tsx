import { cdxIconCopy, cdxIconCut, cdxIconLock } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { addDays } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { isShared } from '#domain/private.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { daysToChoose, type Slot, shiftSlot, slotAfter } from '#domain/schedule/slot.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { useMessages, useStore } from '../context.ts';
import type { Saving } from './plan-save.tsx';
import type { ScheduleData } from './schedule.tsx';
import { SessionStateChip, TimeRange } from './schedule-words.tsx';
import { copyWrites } from './session-copy.ts';
import { SplitDialog } from './session-split.tsx';
import { markWrite, slotOf } from './session-writes.ts';

/** The step of the buttons, in minutes: how late a session usually begins. */
const step = 15;

type SessionActionsProps = {
  session: Session;
  /** When the form says that it takes place. */
  shown: Slot;
  exchange: Exchange;
  data: ScheduleData;
  saving: Saving;
  /** The form has something to save, which then is the main action. */
  isChanged: boolean;
  onMove: (slot: Slot) => void;
};

/** What happens to a session during the visit: done, dropped, or a little later. */
export function SessionActions({ session, shown, exchange, data, saving, isChanged, onMove }: SessionActionsProps) {
  const { t } = useMessages();
  const store = useStore();
  const { id, state } = session;
  const mark = (next: Session['state']) => void saving.save(() => store.mutateAll([markWrite(store, id, next)]));
  return (
    <div class="session-actions">
      <p class="session-when">
        <TimeRange {...session} />
        <SessionStateChip state={state} />
        {!isShared(session) && <Chip icon={cdxIconLock}>{t('session-only-you')}</Chip>}
      </p>
      <div class="session-tools">
        {state === 'planned' ? (
          <>
            <Button weight={isChanged ? 'normal' : 'primary'} onClick={() => mark('done')}>
              {t('session-mark-done')}
            </Button>
            <Button onClick={() => mark('dropped')}>{t('session-drop')}</Button>
          </>
        ) : (
          <Button onClick={() => mark('planned')}>{t('session-plan-again')}</Button>
        )}
        <CopyAndSplit session={session} data={data} saving={saving} />
      </div>
      {state === 'planned' && <MoveButtons slot={slotOf(shown)} exchange={exchange} onMove={onMove} />}
    </div>
  );
}

type MoveButtonsProps = { slot: Slot; exchange: Exchange; onMove: (slot: Slot) => void };

function MoveButtons({ slot, exchange, onMove }: MoveButtonsProps) {
  const { t } = useMessages();
  const whole = slot.start !== '' && slot.end > slot.start;
  const days = daysToChoose(exchange);
  const [before, after] = [addDays(slot.day, -1), addDays(slot.day, 1)];
  return (
    <div class="session-tools">
      <Button disabled={!whole} onClick={() => onMove(shiftSlot(slot, -step))}>
        {t('session-earlier', step)}
      </Button>
      <Button disabled={!whole} onClick={() => onMove(shiftSlot(slot, step))}>
        {t('session-later', step)}
      </Button>
      <Button disabled={!whole || !days.includes(before)} onClick={() => onMove({ ...slot, day: before })}>
        {t('session-previous-day')}
      </Button>
      <Button disabled={!whole || !days.includes(after)} onClick={() => onMove({ ...slot, day: after })}>
        {t('session-next-day')}
      </Button>
    </div>
  );
}

type CopyAndSplitProps = { session: Session; data: ScheduleData; saving: Saving };

function CopyAndSplit({ session, data, saving }: CopyAndSplitProps) {
  const { t } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const [splitting, setSplitting] = useState(false);

  /** The copy opens at once: it is there to be changed. */
  async function copy(): Promise<void> {
    const { id, writes } = await copyWrites(store, session, slotAfter(session.day, data.sessions, session));
    if (await saving.save(() => store.mutateAll(writes))) route(`/plan/schedule/${id}?saved`);
  }

  return (
    <>
      <Button icon={cdxIconCopy} onClick={() => void copy()}>
        {t('session-copy')}
      </Button>
      {session.state === 'planned' && (
        <Button icon={cdxIconCut} onClick={() => setSplitting(true)}>
          {t('session-split')}
        </Button>
      )}
      {splitting && <SplitDialog session={session} saving={saving} onClose={() => setSplitting(false)} />}
    </>
  );
}
