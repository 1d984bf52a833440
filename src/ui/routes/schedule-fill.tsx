import { useState } from 'preact/hooks';
import type { Session, Task } from '#domain/schedule/schema.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { SaveOutcome, type Saving, useSaving } from './plan-save.tsx';

export type Filling = {
  saving: Saving;
  /** The sessions that were added last, as long as they can be taken out again. */
  added: readonly string[];
  fill: (sessions: readonly Session[], tasks: readonly Task[]) => Promise<boolean>;
  undo: () => void;
};

/** Puts many sessions into the schedule in one write, and takes them out again in one. */
export function useFilling(): Filling {
  const store = useStore();
  const saving = useSaving();
  const [added, setAdded] = useState<readonly string[]>([]);

  async function fill(sessions: readonly Session[], tasks: readonly Task[]): Promise<boolean> {
    const args = { sessions: [...sessions], tasks: [...tasks] };
    const written = await saving.save(() => store.mutate('schedule.fill', args));
    if (written) setAdded(sessions.map(({ id }) => id));
    return written;
  }

  async function undo(): Promise<void> {
    if (await saving.save(() => store.mutate('schedule.unfill', { ids: [...added] }))) setAdded([]);
    saving.clear();
  }

  return { saving, added, fill, undo: () => void undo() };
}

/** Says how many were added, aloud too, with the way back and the way on. */
export function FillOutcome({ filling: { saving, added, undo } }: { filling: Filling }) {
  const { t } = useMessages();
  return (
    <div aria-live="polite">
      {added.length > 0 && (
        <Message type="success">
          <p>{t('fill-done', added.length)}</p>
          <div class="actions">
            <LinkButton href="/plan/schedule">{t('session-gone-action')}</LinkButton>
            <Button onClick={undo}>{t('schedule-undo')}</Button>
          </div>
        </Message>
      )}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </div>
  );
}

/** What would be added, day by day, before anything is. */
export function FillPreview({ sessions }: { sessions: readonly Session[] }) {
  const { t, format } = useMessages();
  const byDay = Map.groupBy(sessions, ({ day }) => day);
  return (
    <div class="fill-preview">
      {[...byDay].map(([day, ofDay]) => (
        <section key={day} aria-labelledby={`preview-${day}`}>
          <h3 id={`preview-${day}`} class="sentence">
            {format.day(day)}
          </h3>
          <ul>
            {ofDay.map(({ id, start, end, title, kind }) => (
              <li key={id}>
                <span class="time-range">
                  {start}–{end}
                </span>{' '}
                {title} <span class="subtle small">{t(`session-kind-${kind}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
