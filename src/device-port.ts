import type { Store } from '#store/store.ts';
import type { DevicePort } from '#ui/context.ts';

/** What the browser does for the screens. `store` is null while nobody is signed in: there is nothing to export. */
export function createDevicePort(store: Store | null): DevicePort {
  return {
    // Only iOS has this property; false means in the browser and not from the home screen.
    installFirst: 'standalone' in navigator && navigator.standalone === false,
    async storage() {
      const [estimate, persisted] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
      return { used: estimate.usage ?? 0, quota: estimate.quota ?? 0, persisted };
    },
    persistStorage: () => navigator.storage.persist(),
    async exportAll() {
      if (!store) throw new Error('nothing to export: nobody is signed in');
      const { exportAll } = await import('#store/export.ts');
      return exportAll(store);
    },
    saveFile: async (file, name) => (await import('./save-file.ts')).saveFile(file, name),
    reload: () => location.reload(),
  };
}
