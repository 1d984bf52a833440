import { exportAll } from '#store/export.ts';
import { restoreCopy } from '#store/restore.ts';
import type { SignIn } from '#store/sign-in.ts';
import type { Store } from '#store/store.ts';
import { lockName } from '#sync/background.ts';
import type { DevicePort } from '#ui/context.ts';

/** Copies of everything, made and restored for the participant who is signed in; loaded when one is asked for. */
export function createCopies(
  store: Store,
  { name, deviceId, participantId }: SignIn,
): Pick<DevicePort, 'exportAll' | 'restoreCopy'> {
  return {
    exportAll: (onProgress) => exportAll(store, { name, deviceId, app: __APP_VERSION__ }, onProgress),
    restoreCopy: (file, onProgress) =>
      restoreCopy(store, file, {
        deviceId,
        onProgress,
        exclusively: (work) => navigator.locks.request(lockName(participantId), work),
      }),
  };
}
