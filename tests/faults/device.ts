import { setTimeout as after } from 'node:timers/promises';
import { CarnetDb } from '#store/db.ts';
import { getSyncState } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { redeemInvitation } from '#sync/account.ts';
import { createSyncLoop, type SyncLoop } from '#sync/loop.ts';
import { createTransport, type Transport } from '#sync/transport.ts';
import { type Requests, watchRequests } from './requests.ts';

/**
 * A phone without a screen: the real store (over fake-indexeddb), the real sync loop, real HTTP. Many writes and
 * photos in little time; what a real browser adds is tried with real browsers.
 */
export type Device = {
  readonly name: string;
  readonly deviceId: string;
  readonly store: Store;
  readonly loop: SyncLoop;
  readonly transport: Transport;
  readonly requests: Requests;
  /** Ids of all mutations that this device has committed to its outbox. */
  readonly queued: ReadonlySet<string>;
};

/** Signs in with a one-time link's secret and brings the exchange onto the device. */
export async function openDevice(name: string, origin: string, secret: string): Promise<Device> {
  const clock = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };
  const requests = watchRequests();
  const account = { fetch: requests.fetch, origin, device: clock, deviceName: name };
  const { participantId, deviceId, token, role, exchangeId } = await redeemInvitation(account, secret);
  if (exchangeId === null) throw new Error(`${name} has no exchange`);
  const db = new CarnetDb(`${participantId}-${deviceId}`);
  const queued = noteQueued(db);
  const store = openStore({ exchangeId, participantId, role }, clock, db);
  const transport = createTransport({ fetch: requests.fetch, origin, token });
  const loop = createSyncLoop({
    store,
    transport,
    app: 'faults',
    exclusively: (work) => work(),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    connection: () => 'unmetered',
  });
  store.onWrite(loop.wake);
  const device = { name, deviceId, store, loop, transport, requests, queued };
  await settle([device]);
  return device;
}

/** Every mutation that was committed, whatever becomes of its entry in the outbox. */
function noteQueued(db: CarnetDb): Set<string> {
  const queued = new Set<string>();
  db.outbox.hook('creating', (_key, { id }, transaction) => {
    transaction.on('complete', () => queued.add(id));
  });
  return queued;
}

/** How long (ms) a healed world may take to come to rest. */
const patience = 120_000;

/** Lets devices exchange everything. @returns what still waits in the end, in words; nothing when all is well */
export async function settle(devices: readonly Device[]): Promise<string[]> {
  const deadline = Date.now() + patience;
  for (;;) {
    // Twice: what one has sent in the first round, the other fetches in the second.
    for (const device of [...devices, ...devices]) await device.loop.runNow();
    const states = await Promise.all(
      devices.map(async (device) => ({ device, ...(await getSyncState(device.store)) })),
    );
    const restless = states.filter(({ waiting, error, attention }) => waiting > 0 || error !== null || attention > 0);
    if (restless.length === 0) return [];
    if (Date.now() > deadline) {
      return restless.map(
        ({ device, waiting, attention, error }) =>
          `${device.name}: ${waiting} still waiting, ${attention} need attention, last error: ${error}`,
      );
    }
    await after(200);
  }
}

export async function closeDevice({ loop, store }: Device): Promise<void> {
  loop.stop();
  await store.db.delete();
}
