import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Exchange } from '#domain/exchange/schema.ts';
import { slotAfter } from '#domain/schedule/slot.ts';
import { Button } from '../components/button.tsx';
import { Loading } from '../components/loading.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { FormNotice } from './correction-notice.tsx';
import { useEdits } from './plan-edits.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import type { ScheduleData } from './schedule.tsx';
import { hasProblem, problemsOf, SessionFields, type SessionForm, sessionDraftSchema } from './session-fields.tsx';
import { isOfTheDevice, WayOut } from './way-out.tsx';

const blank = {
  title: '',
  kind: 'co-working',
  place: '',
  leadId: null,
  objectiveIds: [],
  attendeeIds: [],
  note: '',
  personal: false,
} as const;

/** Adds a session: it begins where the day's last one ends. */
export function SessionNew({ exchange, day, data }: { exchange: Exchange; day: string; data: ScheduleData }) {
  const { t } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const saving = useSaving();
  const [checked, setChecked] = useState(false);
  const { form: formRef, focusError } = useFocusError();
  // Kept from when the form opened: a proposal that moves under the hands is none.
  const [start] = useState<SessionForm>(() => ({
    ...blank,
    objectiveIds: [],
    attendeeIds: [],
    ...slotAfter(day, data.sessions),
  }));
  const correction = useCorrection();
  const edits = useEdits<SessionForm>(
    correction.key('session/new'),
    sessionDraftSchema,
    correction.pending ? undefined : start,
  );
  const { value } = edits;
  if (!value) return <Loading />;

  async function save(form: SessionForm): Promise<void> {
    setChecked(true);
    if (hasProblem(problemsOf(form))) return focusError();
    const id = correction.addedId ?? store.newId();
    const args = addedSession(id, form, store.context.participantId);
    if (!(await saving.save(() => correction.write([{ name: 'session.add', args }])))) return;
    // Words that were typed meanwhile wait in the session’s own form, which opens now.
    if (await edits.finish(form, `session/${id}`)) correction.leave(() => route(`/plan/schedule/${id}?saved`, true));
  }

  return (
    <form
      ref={formRef}
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(value);
      }}
    >
      <FormNotice correction={correction} edits={edits} />
      <SessionFields value={value} change={edits.change} checked={checked} exchange={exchange} data={data} />
      <div class="actions">
        <Button type="submit" weight="primary" disabled={saving.state === 'saving'}>
          {t(isOfTheDevice(saving.state) ? 'try-again' : 'plan-save')}
        </Button>
        <WayOut state={saving.state} words={[value.title, value.place, value.note]} />
      </div>
      <SaveOutcome state={saving.state} />
    </form>
  );
}

/** A personal item has neither lead nor attendees nor objectives, whatever was chosen before it became one. */
function addedSession(id: string, { personal, attendeeIds, ...rest }: SessionForm, participantId: string) {
  const row = { id, state: 'planned' as const, ...rest };
  if (personal) return { ...row, leadId: null, objectiveIds: [], onlyFor: [participantId] };
  return attendeeIds.length > 0 ? { ...row, attendeeIds } : row;
}
