import { type OpenCopy, openCopy } from '#domain/copy.ts';
import { blobSource } from '#store/copy-source.ts';
import { exportAll, type OnProgress } from '#store/export.ts';
import { exportHubOnly } from '#store/hub/hub-copy.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import { type Restored, restoreCopy, restoreHubOnly } from '#store/restore.ts';
import { type SignIn, saveSignIn } from '#store/sign-in.ts';
import { type Device, openStore, type Store } from '#store/store.ts';
import { lockName } from '#sync/background.ts';
import type { DevicePort } from '#ui/context.ts';

/**
 * Copies of everything, made and restored for the participant who is signed in; loaded when one is asked for.
 * @param store null: a Hub person who has opened no exchange
 */
export function createCopies(
  store: Store | null,
  signIn: SignIn,
  device: Device,
): Pick<DevicePort, 'exportAll' | 'restoreCopy'> {
  const { name, deviceId, participantId, role } = signIn;
  const app = __APP_VERSION__;
  const restoreInto = (into: Store, file: Blob, onProgress: OnProgress, hub: HubDb | undefined) =>
    restoreCopy(into, file, {
      deviceId,
      onProgress,
      hub,
      exclusively: (work) => navigator.locks.request(lockName(participantId), work),
    });

  /** A copy that has exchanges brings the one that was open with it, for the next time that the app is opened. */
  async function restoreFirst(file: Blob, onProgress: OnProgress, hub: HubDb): Promise<Restored> {
    const copy = await openCopy(blobSource(file));
    const open = exchangeOf(copy);
    if (!open) return restoreHubOnly(hub, participantId, copy);
    const into = openStore({ exchangeId: open.exchangeId, participantId, role }, device);
    const restored = await restoreInto(into, file, onProgress, hub);
    await saveSignIn({ ...signIn, ...open });
    return restored;
  }

  return {
    exportAll: (onProgress) =>
      withHub(signIn, (hub) => {
        if (store) return exportAll(store, { name, deviceId, app, hub }, onProgress);
        if (hub) return exportHubOnly(hub, { name, deviceId, app, participantId, now: device.now() });
        throw new Error('nothing to copy: no exchange is open');
      }),
    restoreCopy: (file, onProgress) =>
      withHub(signIn, (hub) => {
        if (store) return restoreInto(store, file, onProgress, hub);
        if (hub) return restoreFirst(file, onProgress, hub);
        throw new Error('nowhere to restore to: no exchange is open');
      }),
  };
}

function exchangeOf({ data }: OpenCopy): { exchangeId: string; topic: string } | undefined {
  const found = data.exchanges.find(({ exchangeId }) => exchangeId === data.exchangeId) ?? data.exchanges[0];
  return found && { exchangeId: found.exchangeId, topic: found.topic };
}

/** With what Hub staff have beyond the exchanges; of anybody else there is nothing, and no database is made. */
async function withHub<T>({ role, participantId }: SignIn, work: (hub: HubDb | undefined) => Promise<T>): Promise<T> {
  const hub = role === 'hub' ? new HubDb(participantId) : undefined;
  try {
    return await work(hub);
  } finally {
    hub?.close();
  }
}
