import { cdxIconAdd } from '@wikimedia/codex-icons';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import { lineLimit } from '#domain/scalars.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { listTasks } from '#store/queries/schedule.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Section } from '../components/section.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useLive } from '../hooks/use-live.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { Tick } from './plan-tick.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.object({ title: z.string() });
const blank = { title: '' };

/** The hands-on tasks of a session: tick them, add one. */
export function SessionTasks({ session, canEdit }: { session: Session; canEdit: boolean }) {
  const { t } = useMessages();
  const store = useStore();
  const tasks = useLive(() => listTasks(store, session.id), [store, session.id]);
  if (!tasks || (tasks.length === 0 && !canEdit)) return null;
  const last = tasks.at(-1)?.order ?? '';
  return (
    <Section title={t('session-tasks')}>
      {tasks.length > 0 && (
        <ul aria-label={t('session-tasks')}>
          {tasks.map(({ id, title, done }) => (
            <li key={id}>
              <Tick
                checked={done}
                strike
                disabled={!canEdit}
                write={(now) => store.mutate('task.tick', { id, done: now })}
              >
                {title}
              </Tick>
            </li>
          ))}
        </ul>
      )}
      {canEdit && <AddTask sessionId={session.id} lastOrder={last} />}
    </Section>
  );
}

function AddTask({ sessionId, lastOrder }: { sessionId: string; lastOrder: string }) {
  const { t } = useMessages();
  const store = useStore();
  const draft = useDraft(`task/new/${sessionId}`, draftSchema, blank);
  const saving = useSaving();
  const title = draft.value?.title ?? '';

  async function add(): Promise<void> {
    if (title.trim() === '') return;
    const task = { id: store.newId(), sessionId, order: orderBetween(lastOrder, ''), title, done: false };
    // The next task may be begun while this one is written: only its own words go.
    if (await saving.save(() => store.mutate('task.add', task))) await draft.forget({ title });
  }

  if (!draft.value) return null;
  return (
    <form
      class="add-row"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label={t('session-task-new')}>
        <TextInput value={title} maxLength={lineLimit} onInput={(typed) => draft.change({ title: typed })} />
      </Field>
      <Button type="submit" icon={cdxIconAdd} disabled={title.trim() === '' || saving.state === 'saving'}>
        {t('session-task-add')}
      </Button>
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
      <WayOut state={saving.state} words={[title]} />
    </form>
  );
}
