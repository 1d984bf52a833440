import '../styles/hub.css';
import { cdxIconHistory, cdxIconUserAdd } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import * as z from 'zod/mini';
import { type ExchangeFields, exchangeFieldsSchema, formats, problemsOf } from '#domain/creation/fields.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { currencies } from '#domain/expense/money.ts';
import type { ArgsOf } from '#domain/mutators.ts';
import { getExchange } from '#store/queries/exchange.ts';
import { listRows } from '#store/queries/rows.ts';
import type { Write } from '#store/store.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useSession } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { useLive } from '../hooks/use-live.ts';
import { FormNotice } from './correction-notice.tsx';
import { ExchangeFieldset } from './hub-exchange-fields.tsx';
import { ExchangePeople } from './hub-people.tsx';
import { useEdits } from './plan-edits.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { isOfTheDevice, WayOut } from './way-out.tsx';

/** The facts of the open exchange and its people, for the Hub to change. */
export function HubDetailsPage() {
  const { store } = useSession();
  const { t } = useMessages();
  const { query } = useLocation();
  const data = useLive(
    async () => ({ exchange: await getExchange(store), people: await listRows(store, 'participant') }),
    [store],
  );
  const isHub = store.context.role === 'hub';
  return (
    <Page
      title={t('hub-details-title')}
      kicker={<Topic exchange={data?.exchange} />}
      back={{ href: '/hub', label: t('hub-back') }}
    >
      {!isHub && <Message type="warning">{t('hub-only')}</Message>}
      {isHub && !data && <Loading />}
      {isHub && data && !data.exchange && <NotDownloaded />}
      {isHub && data?.exchange && (
        <>
          <Section
            title={t('people-title')}
            action={
              <LinkButton href="/more/invitations" icon={cdxIconUserAdd}>
                {t('hub-people-invite')}
              </LinkButton>
            }
          >
            <ExchangePeople exchange={data.exchange} people={data.people} editing={query.person} />
          </Section>
          <Section title={t('hub-details-facts')}>
            {/* The form corrects the exchange, unless a person is what was refused. */}
            <Facts key={query.person ?? ''} exchange={data.exchange} corrects={query.person === undefined} />
          </Section>
          <List label={t('hub-trail-title')}>
            <ListItem
              icon={cdxIconHistory}
              title={t('hub-trail-title')}
              detail={t('hub-trail-link')}
              href="/hub/trail"
            />
          </List>
        </>
      )}
    </Page>
  );
}

const draftSchema = z.partial(exchangeFieldsSchema);

function Facts({ exchange, corrects }: { exchange: Exchange; corrects: boolean }) {
  const { t } = useMessages();
  const saving = useSaving();
  const found = useCorrection();
  const correction = corrects ? found : none;
  const [checked, setChecked] = useState(false);
  const { form: formRef, focusError } = useFocusError();
  const { store } = useSession();
  const base = exchangeFieldsSchema.parse(exchange);
  const edits = useEdits<ExchangeFields>(
    correction.key(`exchange/${exchange.id}`),
    draftSchema,
    correction.pending ? undefined : base,
  );
  const { value } = edits;
  if (!value) return <Loading />;

  async function save(form: ExchangeFields): Promise<void> {
    setChecked(true);
    if (problemsOf(form).length > 0) return focusError();
    const writes = editOf(exchange.id, edits.changed);
    const write = () => (corrects ? found.write(writes) : store.mutateAll(writes));
    if (!(await saving.save(write))) return;
    edits.settle(edits.changed);
    correction.leave(() => undefined);
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
      <p class="small subtle">{t('hub-details-voids')}</p>
      <ExchangeFieldset
        value={value}
        change={(changes) => {
          saving.clear();
          edits.change(changes);
        }}
        problems={checked ? problemsOf(value) : []}
      />
      <div class="actions">
        <Button type="submit" weight="primary" disabled={saving.state === 'saving'}>
          {t(isOfTheDevice(saving.state) ? 'try-again' : 'plan-save')}
        </Button>
        <WayOut state={saving.state} words={[value.topic, value.venue, value.address]} />
      </div>
      <SaveOutcome state={saving.state} />
    </form>
  );
}

/** While a person is what is corrected on this page, this form is only itself. */
const none = {
  rejection: undefined,
  pending: false,
  key: (usual: string) => usual,
  leave: (usual: () => void) => usual(),
};

function editOf(id: string, changed: { [Name in keyof ExchangeFields]?: string | undefined }): Write[] {
  if (Object.keys(changed).length === 0) return [];
  const { format, currency, ...words } = changed;
  const changes = {
    ...words,
    ...(format !== undefined && { format: formats.find((known) => known === format) }),
    ...(currency !== undefined && { currency: currencies.find((known) => known === currency) }),
  };
  // problemsOf has found each of them fit, and none is undefined (useEdits).
  return [{ name: 'exchange.edit', args: { id, changes: changes as ArgsOf<'exchange.edit'>['changes'] } }];
}
