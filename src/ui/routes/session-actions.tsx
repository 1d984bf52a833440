import { addDays } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { daysToChoose, type Slot, shiftSlot } from '#domain/schedule/slot.ts';
import { Button } from '../components/button.tsx';
import { useMessages, useStore } from '../context.ts';
import type { Saving } from './plan-save.tsx';
import { SessionStateChip, TimeRange } from './schedule-words.tsx';

/** The step of the buttons, in minutes: how late a session usually begins. */
const step = 15;

type SessionActionsProps = {
  session: Session;
  /** When the form says that it takes place. */
  shown: Slot;
  exchange: Exchange;
  saving: Saving;
  /** The form has something to save, which then is the main action. */
  isChanged: boolean;
  onMove: (slot: Slot) => void;
};

/** What happens to a session during the visit: done, dropped, or a little later. */
export function SessionActions({ session, shown, exchange, saving, isChanged, onMove }: SessionActionsProps) {
  const { t } = useMessages();
  const store = useStore();
  const { id, state } = session;
  const slot: Slot = { day: shown.day, start: shown.start, end: shown.end };
  const mark = (next: Session['state']) => void saving.save(() => store.mutate('session.mark', { id, state: next }));
  const whole = slot.start !== '' && slot.end > slot.start;
  const nextDay = addDays(slot.day, 1);
  const canGoOn = daysToChoose(exchange).includes(nextDay);
  return (
    <div class="session-actions">
      <p class="session-when">
        <TimeRange {...session} />
        <SessionStateChip state={state} />
      </p>
      <div class="actions">
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
      </div>
      {state === 'planned' && (
        <div class="session-move">
          <Button disabled={!whole} onClick={() => onMove(shiftSlot(slot, -step))}>
            {t('session-earlier', step)}
          </Button>
          <Button disabled={!whole} onClick={() => onMove(shiftSlot(slot, step))}>
            {t('session-later', step)}
          </Button>
          <Button disabled={!whole || !canGoOn} onClick={() => onMove({ ...slot, day: nextDay })}>
            {t('session-next-day')}
          </Button>
        </div>
      )}
    </div>
  );
}
