import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { CarnetError } from '#domain/errors.ts';
import { CarnetDb } from '#store/db.ts';
import type { AccessPort } from '../access.ts';
import { AccountLink } from '../components/account-link.tsx';
import { Button } from '../components/button.tsx';
import { ExchangeChooser } from '../components/exchange-chooser.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { InvitePeople } from '../components/invite-people.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { People } from '../components/people.tsx';
import { Photo } from '../components/photo.tsx';
import { OriginalMissing } from '../components/photo-original.tsx';
import { PhotoOpener, PhotoSet } from '../components/photo-set.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { RestoreButton } from '../components/restore-button.tsx';
import { SignOutDialog } from '../components/sign-out-dialog.tsx';
import { TroubleNotice } from '../components/trouble-notice.tsx';
import { InExchange, samplePeople } from './sample-store.tsx';
import { With } from './with-ports.tsx';

const refuse = () => Promise.reject(new CarnetError('offline'));
const topics = ['The first', 'The second'].map((topic) => ({ id: topic, topic }));
const day = 24 * 60 * 60_000;
const sentAt = new Date(Date.now() - 3 * day).toISOString();
const standings = [
  { state: 'used', devices: 2, lastSeenAt: sentAt },
  { state: 'expired', devices: 0, lastSeenAt: null },
] as const;

/** Only what these components ask. */
const access = async () =>
  ({
    account: async () => ({ username: 'Sample user' }),
    unlinkAccount: refuse,
    standings: async () =>
      samplePeople.map(({ id, name, role }, at) => ({
        ...{ participantId: id, name, role, sentAt, expiresAt: sentAt },
        ...(standings[at] ?? standings[0]),
      })),
  }) as unknown as AccessPort;

/** Those that show something of an exchange, or of a person who is signed in to one. */
export const exchangeSamples: Readonly<Record<string, () => ComponentChildren>> = {
  'account-link': () => (
    <With account={{ offersProvider: async () => true }} access={access}>
      <AccountLink />
    </With>
  ),
  'exchange-chooser': () => (
    <>
      {[async () => topics, async () => [], refuse].map((listExchanges, at) => (
        <With key={at} account={{ listExchanges }}>
          <ExchangeChooser />
        </With>
      ))}
    </>
  ),
  'export-button': () => <InExchange>{() => <ExportButton />}</InExchange>,
  'invite-people': () => (
    <With access={access}>
      <InExchange as="hub">{() => <InvitePeople exchangeId="" people={samplePeople} />}</InExchange>
    </With>
  ),
  'not-downloaded': () => <InExchange>{() => <NotDownloaded />}</InExchange>,
  people: () => <InExchange>{() => <People />}</InExchange>,
  photo: () => (
    <InExchange>
      {({ photo }) => (
        <div class="row">
          <Photo hash={photo} alt="A sheet" class="receipt-thumb" />
          <Photo hash={'0'.repeat(64)} alt="One that is not here" class="receipt-thumb" />
        </div>
      )}
    </InExchange>
  ),
  'photo-original': () => (
    <InExchange>{() => <OriginalMissing photo={{ blob: '0'.repeat(64), size: 2_000_000 }} />}</InExchange>
  ),
  'photo-set': () => (
    <InExchange>
      {({ photo }) => (
        <PhotoSet photos={[{ id: 'sheet', blob: photo, size: null, thumb: null, alt: 'A sheet' }]}>
          <PhotoOpener id="sheet" class="evidence-open">
            Words that open a photo
          </PhotoOpener>
        </PhotoSet>
      )}
    </InExchange>
  ),
  'read-only': () => <InExchange as="hub">{() => <ReadOnly />}</InExchange>,
  'restore-button': () => <InExchange>{() => <RestoreButton />}</InExchange>,
  'sign-out-dialog': () => <InExchange>{() => <SignOut />}</InExchange>,
  'trouble-notice': () => <Troubles />,
};

function SignOut() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Sign out</Button>
      <SignOutDialog open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function Troubles() {
  const [databases] = useState(() =>
    (['blocked', 'taken', 'newer'] as const).map((trouble) => {
      const db = new CarnetDb(`components-${trouble}`);
      db.troubles.letGo(trouble);
      return db;
    }),
  );
  return databases.map((db) => <TroubleNotice key={db.name} db={db} onUpdate={() => undefined} />);
}
