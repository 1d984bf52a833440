import { cdxIconLogOut, cdxIconQrCode } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { SignedInDevice } from '#domain/access/messages.ts';
import type { InvitationToGive } from '../access.ts';
import { AccountLink } from '../components/account-link.tsx';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Dialog } from '../components/dialog.tsx';
import { InviteCard } from '../components/invite-card.tsx';
import { List } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { ServerFailure } from '../components/server-failure.tsx';
import { useApp, useMessages } from '../context.ts';
import { deviceName } from '../device-name.ts';
import { useAct, useAsked } from '../hooks/use-asked.ts';

/** Where the person is signed in, the way to let a further device in, and to sign out one that is lost. */
export function DevicesPage() {
  const { access } = useApp();
  const { t } = useMessages();
  const { answer: devices, failure, ask } = useAsked(async () => (await access()).devices());
  const [leaving, setLeaving] = useState<SignedInDevice | null>(null);
  return (
    <Page title={t('devices-title')} back={{ href: '/more', label: t('nav-more') }}>
      <p class="subtle">{t('devices-text')}</p>
      <ServerFailure code={failure} onRetry={ask} />
      {!devices && !failure && <Loading />}
      {devices && (
        <List label={t('devices-title')}>
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} onSignOut={() => setLeaving(device)} />
          ))}
        </List>
      )}
      <AddDevice onClosed={ask} />
      <AccountLink />
      <SignOutDevice device={leaving} onClose={() => setLeaving(null)} onDone={ask} />
    </Page>
  );
}

function DeviceRow({ device, onSignOut }: { device: SignedInDevice; onSignOut: () => void }) {
  const { now } = useApp();
  const { t, format } = useMessages();
  const { name, lastSeenAt, validUntil, current } = device;
  return (
    <li class="list-item">
      <div class="list-row">
        <span class="list-body">
          <span class="row">
            <span class="list-title">{deviceName(name)}</span>
            {current && <Chip tone="progressive">{t('device-title')}</Chip>}
          </span>
          <span class="list-detail">{t('devices-seen', format.ago(Date.parse(lastSeenAt), now()))}</span>
          <span class="list-detail">{t('devices-valid', format.day(validUntil.slice(0, 10), 'medium'))}</span>
        </span>
        {!current && (
          <span class="list-end">
            <Button icon={cdxIconLogOut} weight="quiet" action="destructive" onClick={onSignOut}>
              {t('devices-sign-out')}
            </Button>
          </span>
        )}
      </div>
    </li>
  );
}

/** The other device scans the code, opens the link, or has the code typed in. */
function AddDevice({ onClosed }: { onClosed: () => void }) {
  const { access, signIn } = useApp();
  const { t } = useMessages();
  const { busy, failure, act } = useAct();
  const [invitation, setInvitation] = useState<InvitationToGive | null>(null);
  const close = () => {
    setInvitation(null);
    onClosed();
  };
  return (
    <Section title={t('devices-add-title')}>
      <p>{t('devices-add-text')}</p>
      <div class="actions">
        <Button
          icon={cdxIconQrCode}
          weight="primary"
          disabled={busy}
          onClick={() => act(async () => setInvitation(await (await access()).inviteDevice()))}
        >
          {t('devices-add')}
        </Button>
      </div>
      <ServerFailure code={failure} />
      <Dialog
        open={invitation !== null}
        title={t('devices-add-title')}
        onClose={close}
        actions={<Button onClick={close}>{t('dialog-close')}</Button>}
      >
        <p>{t('devices-add-how')}</p>
        {invitation && <InviteCard invitation={invitation} message={t('devices-message', signIn?.name ?? '')} />}
      </Dialog>
    </Section>
  );
}

type SignOutDeviceProps = { device: SignedInDevice | null; onClose: () => void; onDone: () => void };

/** Nothing on the other device is deleted: what it had not sent waits there for a new sign-in (S8). */
function SignOutDevice({ device, onClose, onDone }: SignOutDeviceProps) {
  const { access } = useApp();
  const { t } = useMessages();
  const { busy, failure, act } = useAct();
  if (!device) return null;
  const signOut = () =>
    act(async () => {
      await (await access()).signOutDevice(device.id);
      onClose();
      onDone();
    });
  const actions = (
    <>
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
      <Button weight="primary" action="destructive" disabled={busy} onClick={signOut}>
        {t('devices-sign-out')}
      </Button>
    </>
  );
  return (
    <Dialog open title={t('devices-sign-out-question', deviceName(device.name))} onClose={onClose} actions={actions}>
      <p>{t('devices-sign-out-text')}</p>
      <ServerFailure code={failure} />
    </Dialog>
  );
}
