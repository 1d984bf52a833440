import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { CarnetError } from '#domain/errors.ts';
import type { AccessPort } from '../access.ts';
import { AccountEntry } from '../components/account-entry.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { InstallCard } from '../components/install-card.tsx';
import { InvitationCard } from '../components/invitation-card.tsx';
import { InviteCard } from '../components/invite-card.tsx';
import { PasteLink } from '../components/paste-link.tsx';
import { LowStorage } from '../components/storage-banner.tsx';
import { StorageLine } from '../components/storage-line.tsx';
import { UpdateBanner } from '../components/update-banner.tsx';
import { useApp } from '../context.ts';
import { With } from './with-ports.tsx';

const link = 'https://carnet.example.org/join#K3D9W-7XQ2M';
const refuse = () => Promise.reject(new CarnetError('offline'));

/** Those that show what the device, the browser or the server says: each with the answers that it can get. */
export const portSamples: Readonly<Record<string, () => ComponentChildren>> = {
  'account-entry': () => (
    // Only what the button asks.
    <With
      account={{ offersProvider: async () => true }}
      access={async () => ({ visitProvider: refuse }) as unknown as AccessPort}
    >
      <AccountEntry />
    </With>
  ),
  'error-boundary': () => (
    <ErrorBoundary resetKey="/">
      <Broken />
    </ErrorBoundary>
  ),
  'install-card': () => <InstallStates />,
  'invitation-card': () => (
    <With account={{ lookInvitation: refuse }}>
      <InvitationCard secret="K3D9W7XQ2M" />
    </With>
  ),
  'invite-card': () => <Invite />,
  'paste-link': () => <PasteLink />,
  'storage-banner': () => <LowStorage free={40_000_000} />,
  'storage-line': () => (
    <ul class="bullets">
      {[true, false].map((persisted) => (
        <li key={String(persisted)}>
          <With device={{ storage: async () => ({ used: 120_000_000, quota: 1_000_000_000, persisted }) }}>
            <StorageLine />
          </With>
        </li>
      ))}
    </ul>
  ),
  'update-banner': () => (
    <With update={{ ready: signal(true) }}>
      <UpdateBanner />
    </With>
  ),
};

function InstallStates() {
  const install = { installed: () => false, ask: async () => false };
  const steps = { ...install, offered: signal(false) };
  return (
    <>
      <With device={{ installFirst: false, install: { ...install, platform: 'android', offered: signal(true) } }}>
        <InstallCard />
      </With>
      <With device={{ installFirst: false, install: { ...steps, platform: 'desktop' } }}>
        <InstallCard />
      </With>
      <With device={{ installFirst: true, install: { ...steps, platform: 'ios' } }}>
        <InstallCard />
      </With>
    </>
  );
}

function Invite() {
  const expiresAt = new Date(useApp().now() + 3 * 24 * 60 * 60_000).toISOString();
  const invited = { type: 'invited', participantId: 'p', secret: 's', code: 'K3D9W7XQ2M', expiresAt } as const;
  return <InviteCard invitation={{ ...invited, link }} message="Come in" />;
}

function Broken(): never {
  throw new CarnetError('storage_failed');
}
