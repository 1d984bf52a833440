import type { SignIn } from '#store/sign-in.ts';
import type { Device, Store } from '#store/store.ts';
import type { DevicePort, ReminderState } from '#ui/context.ts';
import type { InstallPort } from '#ui/install.ts';
import { takeOpenedFile } from './opened-file.ts';

/**
 * Firefox asks the person whether storage may be kept; Chromium and Safari decide by themselves, by how much the app
 * is used and whether it is installed. No interface tells them apart: others only say that they are “like Gecko”.
 */
export const persistAsks = / Gecko\//.test(navigator.userAgent);

/** What the browser does for the screens. `store` is null while no exchange is open. */
export function createDevicePort(
  store: Store | null,
  signIn: SignIn | null,
  device: Device,
  install: InstallPort,
): DevicePort {
  const copies = async () => {
    if (!signIn) throw new Error('nothing to copy: nobody is signed in');
    return (await import('./copy-port.ts')).createCopies(store, signIn, device);
  };
  return {
    // Only iOS has this property; false means in the browser and not from the home screen.
    installFirst: 'standalone' in navigator && navigator.standalone === false,
    install,
    reminders: { state: reminderState, ask: askForReminders },
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    async storage() {
      const [estimate, persisted] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
      return { used: estimate.usage ?? 0, quota: estimate.quota ?? 0, persisted };
    },
    appFiles: async () => (await import('./app-files.ts')).measureAppFiles(),
    persistStorage: () => navigator.storage.persist(),
    persistAsks,
    async photoPolicy() {
      if (!store) throw new Error('no photos: nobody is signed in');
      const { connectionOf, networkOf, readFilePolicy } = await import('#sync/connection.ts');
      const connection = connectionOf(networkOf(navigator));
      return { connection, ...(await readFilePolicy(store, connection)) };
    },
    exportAll: async (onProgress) => (await copies()).exportAll(onProgress),
    restoreCopy: async (file, onProgress) => (await copies()).restoreCopy(file, onProgress),
    takeOpenedFile,
    saveFile: async (file, name) => (await import('./save-file.ts')).saveFile(file, name),
    reload: () => location.reload(),
  };
}

/** On iOS only an app on the home screen has notifications; some browsers have none at all. */
function reminderState(): ReminderState {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

async function askForReminders(): Promise<ReminderState> {
  if (reminderState() === 'default') await Notification.requestPermission();
  return reminderState();
}
