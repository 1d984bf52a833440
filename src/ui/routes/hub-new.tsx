import '../styles/hub.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import * as z from 'zod/mini';
import { type ExchangeFields, exchangeFieldsSchema, noFields, problemsOf } from '#domain/creation/fields.ts';
import { buildExchange, type NewExchange, personFieldsSchema } from '#domain/creation/new-exchange.ts';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { HubFrame } from '../components/hub-frame.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { useApp, useHub, useMessages } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { ExchangeFieldset } from './hub-exchange-fields.tsx';
import { HubPageState } from './hub-page-state.tsx';
import { PeopleFieldset } from './hub-people-fields.tsx';
import { RestoredNotice } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

/** A new exchange, or one that the server has refused (`?again=ID`). */
export function HubNewPage() {
  const { t } = useMessages();
  return (
    <HubFrame>
      <Page title={t('hub-new-title')} back={{ href: '/hub', label: t('hub-back') }} outside={<HubPageState />}>
        <NewForm />
      </Page>
    </HubFrame>
  );
}

const formSchema = z.extend(exchangeFieldsSchema, { people: z.array(personFieldsSchema) });
type NewForm = z.infer<typeof formSchema>;
const draftSchema = z.partial(formSchema);

const blank: NewForm = {
  ...noFields,
  people: [
    { name: '', role: 'mentee', username: '' },
    { name: '', role: 'mentor', username: '' },
  ],
};

function NewForm() {
  const hub = useHub();
  const { query } = useLocation();
  const again = query.again;
  const found = useLive(
    async () => ({ creation: again === undefined ? undefined : await hub.db.creations.get(again) }),
    [hub, again],
  );
  if (!found) return <Loading />;
  const { creation } = found;
  // Once it is taken, the record is gone while the form is still on its way out.
  return creation ? (
    <Form key={creation.id} start={formOf(creation.created)} again={creation.id} refused={creation.refused} />
  ) : (
    <Form key="new" start={blank} />
  );
}

type FormProps = { start: NewForm; again?: string; refused?: ErrorCode | null };

function Form({ start, again, refused = null }: FormProps) {
  const { t } = useMessages();
  const draft = useDraft(again === undefined ? 'hub/new' : `hub/new/${again}`, draftSchema, start);
  const [checked, setChecked] = useState(false);
  const { form: formRef, focusError } = useFocusError();
  const creating = useCreating(again);
  const { value } = draft;
  if (!value) return <Loading />;
  const problems = checked ? problemsOf(fieldsOf(value)) : [];

  async function submit(form: NewForm): Promise<void> {
    setChecked(true);
    if (problemsOf(fieldsOf(form)).length > 0) return focusError();
    await creating.create(form, () => draft.finish(form));
  }

  const failure = creating.failure ?? refused;
  return (
    <form
      ref={formRef}
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(value);
      }}
    >
      <RestoredNotice edits={draft} />
      <p class="subtle">{t('hub-new-text')}</p>
      <ExchangeFieldset value={value} change={draft.change} problems={problems} />
      <PeopleFieldset people={value.people} onChange={(people) => draft.change({ people })} />
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      <div class="actions">
        <Button type="submit" weight="primary" disabled={creating.isBusy}>
          {t('hub-new-create')}
        </Button>
        <WayOut state={creating.failure} words={[value.topic, value.venue, value.address]} />
      </div>
    </form>
  );
}

/** Creates what the form says, and leads on: into the exchange, or back to the board where it waits. */
function useCreating(again: string | undefined) {
  const hub = useHub();
  const { account, now, signIn } = useApp();
  const { route } = useLocation();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  async function create(form: NewForm, finish: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const ids = again === undefined ? [] : [again];
      const created = buildExchange({
        fields: fieldsOf(form),
        people: form.people,
        hub: { id: signIn?.participantId ?? '', name: signIn?.name ?? '' },
        template: await hub.latestTemplate(),
        newId: () => ids.shift() ?? hub.newId(),
        createdAt: new Date(now()).toISOString(),
      });
      const [left] = await hub.create([created]);
      if (left?.refused) setFailure(left.refused);
      // It is kept, here or there: the form has done its part.
      else await finish();
      if (!left) await account.openExchange({ id: created.exchange.id, topic: created.exchange.topic }, '/hub/details');
      else if (left.refused === null) route('/hub', true);
    } catch (error) {
      setFailure(codeOf(error));
    }
    setBusy(false);
  }

  return { create, isBusy, failure };
}

function fieldsOf({ people: _people, ...fields }: NewForm): ExchangeFields {
  return fields;
}

function formOf({ exchange, people }: NewExchange): NewForm {
  const pair = people.filter(({ role }) => role !== 'hub');
  return {
    ...exchangeFieldsSchema.parse(exchange),
    people: pair.map(({ name, role, username }) => ({ name, role: role === 'mentor' ? role : 'mentee', username })),
  };
}
