import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invitationSchema } from '#domain/protocol.ts';
import type { Role } from '#domain/scalars.ts';
import { createApp } from '#server/app.ts';
import { createInvitation } from '#server/invitations.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import { CarnetDb } from '#store/db.ts';
import { openStore, type Store } from '#store/store.ts';
import { createSyncLoop, type SyncLoop } from '#sync/loop.ts';
import { createTransport, type Fetch, parseAnswer, requestJson } from '#sync/transport.ts';
import { idMaker, sampleExchange, sampleSection } from '../fixtures.ts';

const origin = 'http://localhost:8787';

export type SimDevice = {
  deviceId: string;
  token: string;
  store: Store;
  loop: SyncLoop;
  server: Fetch;
};

export type World = {
  services: Services;
  exchangeId: string;
  sectionIds: string[];
  devices: SimDevice[];
  /** A one-time link for a mentee, new or known. */
  invite(participantId: string): Promise<{ secret: string }>;
  close(): Promise<void>;
};

/**
 * The real server on SQLite and two real phones (store, loop), on a network without faults: for tests that put their
 * own fault between the two. What happens when everything goes wrong at once is told in story.ts.
 */
export async function openWorld(seed: number, random: () => number): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-sim-'));
  const services = await openServices(folder, () => {});
  const app = createApp(services);
  const server: Fetch = async (request) => app.fetch(request);
  const newId = idMaker(seed);
  const exchangeId = newId();
  const sectionIds = [newId(), newId()];
  const hub = { participantId: newId(), role: 'hub' } as const;
  await seedMutations(services, exchangeId, [
    { ...hub, name: 'exchange.create', args: { ...sampleExchange, id: exchangeId } },
    ...sectionIds.map((id) => ({ ...hub, name: 'section.add', args: sampleSection(id) })),
  ]);
  const devices: SimDevice[] = [];
  for (const role of ['mentee', 'mentor'] as const) {
    const signedIn = await signIn(services, server, { exchangeId, role, newId });
    devices.push(openDevice(server, { ...signedIn, exchangeId, role, newId, random }));
  }
  return {
    services,
    exchangeId,
    sectionIds,
    devices,
    invite: (participantId) =>
      createInvitation(services, origin, { participantId, name: 'Олена', exchangeId, role: 'mentee' }),
    async close() {
      for (const { loop, store } of devices) {
        loop.stop();
        await store.db.delete();
      }
      await closeServices(services);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Joining = { exchangeId: string; role: Role; newId: () => string };

async function signIn(services: Services, server: Fetch, { exchangeId, role, newId }: Joining) {
  const participantId = newId();
  const { secret } = await createInvitation(services, origin, { participantId, name: role, exchangeId, role });
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const deviceId = newId();
  const body = { type: 'redeem', secret, deviceId, deviceName: 'simulated', token };
  await parseAnswer(await requestJson(server, origin, '/api/invitations/redeem', body), invitationSchema);
  return { participantId, deviceId, token };
}

type Opening = Joining & {
  participantId: string;
  deviceId: string;
  token: string;
  random: () => number;
};

function openDevice(
  server: Fetch,
  { exchangeId, participantId, deviceId, role, newId, token, random }: Opening,
): SimDevice {
  let clock = 1_790_000_000_000;
  const device = {
    now: () => {
      clock += 1;
      return clock;
    },
    fillRandom: (bytes: Uint8Array<ArrayBuffer>) => {
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(random() * 256);
    },
  };
  const store = openStore({ exchangeId, participantId, role }, device, new CarnetDb(newId()));
  const transport = createTransport({ fetch: server, origin, token });
  const loop = createSyncLoop({
    store,
    transport,
    app: 'simulation',
    random,
    exclusively: (work) => work(),
    connection: () => 'unknown',
    // The simulation wakes the loop itself.
    after: () => () => {},
  });
  return { deviceId, token, store, loop, server };
}
