import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Exchange } from '#domain/exchange/schema.ts';
import { isShared } from '#domain/private.ts';
import type { Session } from '#domain/schedule/schema.ts';
import type { Slot } from '#domain/schedule/slot.ts';
import type { Store, Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Loading } from '../components/loading.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { FormNotice } from './correction-notice.tsx';
import { type Changes, useEdits } from './plan-edits.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import type { ScheduleData } from './schedule.tsx';
import { SessionActions } from './session-actions.tsx';
import { SessionActual } from './session-actual.tsx';
import { hasProblem, problemsOf, SessionFields, type SessionForm, sessionDraftSchema } from './session-fields.tsx';
import { Overruled, SessionHistory } from './session-history.tsx';
import { SessionRecord } from './session-record.tsx';
import { SessionTasks } from './session-tasks.tsx';
import { moveWrite, slotOf, stampNow } from './session-writes.ts';
import { isOfTheDevice, WayOut } from './way-out.tsx';

/** What a save sends: the fields that changed, and a changed day or time with the whole slot (`session.move`). */
function sessionWrites(store: Store, session: Session, value: SessionForm, changed: Changes<SessionForm>): Write[] {
  const { day, start, end, personal: _, ...fields } = changed;
  const isMoved = day !== undefined || start !== undefined || end !== undefined;
  const writes = isMoved ? [moveWrite(store, session, value)] : [];
  if (Object.keys(fields).length === 0) return writes;
  return [...writes, { name: 'session.edit', args: { id: session.id, changes: fields, stamp: stampNow(store) } }];
}

type SessionEditorProps = { session: Session; exchange: Exchange; data: ScheduleData };

/** A session as it is, to look at and to change; fields that nobody touched here follow the other phones. */
export function SessionEditor({ session, exchange, data }: SessionEditorProps) {
  const { t } = useMessages();
  const store = useStore();
  const { query } = useLocation();
  const saving = useSaving('saved' in query ? 'saved' : 'idle');
  const [checked, setChecked] = useState(false);
  const { form: formRef, focusError } = useFocusError();
  const correction = useCorrection();
  const usual = `session/${session.id}`;
  // Rows from before people could be chosen have no such field, and the form compares with one.
  const start = correction.pending
    ? undefined
    : {
        ...session,
        attendeeIds: session.attendeeIds ?? [],
        personal: !isShared(session),
      };
  const edits = useEdits<SessionForm>(correction.key(usual), sessionDraftSchema, start);
  const { value, changed } = edits;
  const isChanged = Object.keys(changed).length > 0;
  if (!value) return <Loading />;

  function change(changes: Changes<SessionForm>): void {
    saving.clear();
    edits.change(changes);
  }

  async function save(form: SessionForm): Promise<void> {
    setChecked(true);
    if (hasProblem(problemsOf(form))) return focusError();
    const writes = sessionWrites(store, session, form, changed);
    if (!(await saving.save(() => correction.write(writes)))) return;
    setChecked(false);
    if (!correction.rejection) edits.settle(form);
    else if (await edits.finish(form, usual)) correction.leave(() => undefined);
  }

  /** Moves what the form shows; typed times, which it has moved from, follow the session again. */
  async function move(from: Slot, slot: Slot): Promise<void> {
    const written = await saving.save(() => store.mutateAll([moveWrite(store, session, slot)]));
    if (written) await edits.forget(from);
  }

  return (
    <>
      <Overruled id={session.id} data={data} />
      <SessionActions
        session={session}
        shown={value}
        exchange={exchange}
        data={data}
        saving={saving}
        isChanged={isChanged}
        onMove={(slot) => void move(slotOf(value), slot)}
      />
      {session.state === 'done' && <SessionActual session={session} />}
      <SessionTasks session={session} canEdit />
      {isShared(session) && <SessionRecord session={session} />}
      <form
        ref={formRef}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(value);
        }}
      >
        <h2>{t('session-details')}</h2>
        <FormNotice correction={correction} edits={edits} />
        <SessionFields
          id={session.id}
          value={value}
          change={change}
          checked={checked}
          exchange={exchange}
          data={data}
        />
        <div class="actions">
          <Button type="submit" weight={isChanged ? 'primary' : 'normal'} disabled={saving.state === 'saving'}>
            {t(isOfTheDevice(saving.state) ? 'try-again' : 'plan-save')}
          </Button>
          <WayOut state={saving.state} words={[value.title, value.place, value.note]} />
        </div>
        <SaveOutcome state={saving.state} />
      </form>
      <SessionHistory id={session.id} data={data} />
    </>
  );
}
