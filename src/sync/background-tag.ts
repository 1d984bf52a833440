/** The name of Carnet's one registration with the browser (Background Synchronization, WICG). */
export const backgroundTag = 'carnet-sync';

/** TypeScript's DOM does not know it; Chromium has it, Safari and Firefox don't. */
type SyncRegistration = ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } };

/**
 * Asks the browser to wake the service worker when there is a network, also when no page is open any more. Where it
 * can't or may not, the next opening of the app does the same.
 */
export async function askForBackgroundSync(workers: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined) {
  try {
    const registration: SyncRegistration | undefined = await workers?.getRegistration();
    await registration?.sync?.register(backgroundTag);
  } catch {
    // The person or the browser has switched it off.
  }
}
