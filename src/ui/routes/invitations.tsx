import { cdxIconUserAdd } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import type { InvitationToGive } from '../access.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { InviteCard } from '../components/invite-card.tsx';
import { InvitePeople, type Person } from '../components/invite-people.tsx';
import { Loading } from '../components/loading.tsx';
import { Page, Topic } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { ServerFailure } from '../components/server-failure.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useApp, useMessages } from '../context.ts';
import { useAct } from '../hooks/use-asked.ts';
import { useLive } from '../hooks/use-live.ts';
import { NotFoundPage } from './not-found.tsx';

/** For Hub staff: the people of the open exchange and the Hub's own, invited by link, QR or code. */
export function InvitationsPage() {
  const { session, signIn } = useApp();
  const { t } = useMessages();
  if (signIn?.role !== 'hub') return <NotFoundPage />;
  return (
    <Page title={t('invite-title')} kicker={<Topic exchange={signIn} />} back={{ href: '/more', label: t('nav-more') }}>
      {session && (
        <Section title={t('invite-exchange-title')}>
          <ExchangePeople store={session.store} />
        </Section>
      )}
      <HubPeople />
    </Page>
  );
}

function ExchangePeople({ store }: { store: Store }) {
  const { t } = useMessages();
  const people = useLive(() => listRows(store, 'participant'), [store]);
  if (!people) return <Loading />;
  const participants: Person[] = people.filter(({ role }) => role !== 'hub');
  if (participants.length === 0) return <EmptyState title={t('invite-none')}>{t('invite-none-text')}</EmptyState>;
  return <InvitePeople exchangeId={store.context.exchangeId} people={participants} />;
}

/** The Hub's people span all exchanges: they are known by their invitations. */
function HubPeople() {
  const { access } = useApp();
  const { t } = useMessages();
  const { busy, failure, act } = useAct();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [given, setGiven] = useState<InvitationToGive | null>(null);
  const [looks, setLooks] = useState(0);

  function submit(event: Event): void {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    act(async () => {
      const port = await access();
      setGiven(await port.invite({ exchangeId: null, participantId: port.newPersonId(), name: name.trim() }));
    });
  }

  function close(): void {
    setGiven(null);
    setName('');
    setTried(false);
    setLooks(looks + 1);
  }

  return (
    <Section title={t('invite-hub-title')}>
      <InvitePeople key={looks} exchangeId={null} people={[]} />
      <form class="form" onSubmit={submit}>
        <Field
          label={t('invite-hub-name')}
          error={tried && name.trim() === '' ? t('invite-hub-name-error') : undefined}
        >
          <TextInput value={name} onInput={setName} autoComplete="off" maxLength={200} />
        </Field>
        <div class="actions">
          <Button type="submit" icon={cdxIconUserAdd} disabled={busy}>
            {t('invite-hub-add')}
          </Button>
        </div>
        <ServerFailure code={failure} />
      </form>
      <Dialog
        open={given !== null}
        title={t('invite-for', name.trim())}
        onClose={close}
        actions={<Button onClick={close}>{t('dialog-close')}</Button>}
      >
        <p>{t('invite-how')}</p>
        {given && <InviteCard invitation={given} message={t('invite-message', name.trim())} />}
      </Dialog>
    </Section>
  );
}
