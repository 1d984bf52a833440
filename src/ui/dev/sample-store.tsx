import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso/router';
import { base64ToBytes } from '#domain/base64.ts';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import type { Role } from '#domain/scalars.ts';
import { storeBytes } from '#store/blobs.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openDrafts } from '#store/drafts.ts';
import type { SignIn } from '#store/sign-in.ts';
import { openStore, type Store } from '#store/store.ts';
import { AppProvider, useApp } from '../context.ts';

const exchangeId = '00000000-0000-7000-8000-0000000000e1';
const mentee = '00000000-0000-7000-8000-0000000000a1';
const createdAt = '2027-05-12T07:30:00.000Z';

const exchange: Exchange = {
  ...{ id: exchangeId, topic: 'A sample', format: 'mentee-travels', hostCity: 'Brno', hostZone: 'Europe/Prague' },
  ...{ menteeCommunity: 'Sample community A', mentorCommunity: 'Sample community B', currency: 'EUR' },
  ...{ firstDay: '2027-05-12', lastDay: '2027-05-14', venue: '', address: '', createdAt },
};

export const samplePeople: readonly Participant[] = [
  { id: mentee, name: 'Sample mentee', role: 'mentee', community: 'Sample community A', username: '', lead: true },
  {
    ...{ id: '00000000-0000-7000-8000-0000000000a2', name: 'Sample mentor', role: 'mentor' as const },
    ...{ community: 'Sample community B', username: '', lead: true },
  },
];

/** A written sheet, 16 × 12 pixels, PNG. */
const sheet =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAMAQAAAABDnAAsAAAAF0lEQVR42mNgYGCQ/wFCEhLoJAQxMAAAjI8IMnXhoUcAAAAASUVORK5CYII=';

/** A phone of its own, in memory of this browser, with one exchange, two people and one photo. */
type SampleStore = { store: Store; photo: string };

async function openSample(role: Role): Promise<SampleStore> {
  const db = new CarnetDb(`components-${role}`);
  const device = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };
  const store = openStore({ exchangeId, participantId: mentee, role }, device, db);
  await putRow(db, exchangeId, 'exchange', exchange);
  for (const person of samplePeople) await putRow(db, exchangeId, 'participant', person);
  await db.replicas.put({ ...freshReplica(exchangeId), downloadedAt: Date.now() });
  const bytes = Uint8Array.from(base64ToBytes(sheet)).buffer;
  const { hash } = await storeBytes(db, exchangeId, { bytes, type: 'image/png' }, Date.now());
  return { store, photo: hash };
}

type InExchangeProps = { as?: Role; children: (sample: SampleStore) => ComponentChildren };

/** Shows what needs an exchange around it, as somebody of this role is signed in to it. */
export function InExchange({ as: role = 'mentee', children }: InExchangeProps) {
  const app = useApp();
  const [sample, setSample] = useState<SampleStore>();
  useEffect(() => {
    let isGone = false;
    const opening = openSample(role);
    void opening.then((opened) => !isGone && setSample(opened));
    return () => {
      isGone = true;
      void opening.then(({ store }) => store.db.close());
    };
  }, [role]);
  if (!sample) return null;
  const { store } = sample;
  const signIn: SignIn = {
    ...{
      participantId: mentee,
      deviceId: '',
      token: '',
      name: 'Sample mentee',
      role,
      exchangeId,
      topic: exchange.topic,
    },
  };
  const session = { store, signIn, drafts: openDrafts(store.db, store.now) };
  return (
    <AppProvider value={{ ...app, signIn, session }}>
      <LocationProvider>{children(sample)}</LocationProvider>
    </AppProvider>
  );
}
