/** What the browser gives to work with; a test passes its own. */
type Page = {
  workers: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined;
  reload(): void;
  /** Resolves when one has waited long enough. */
  patience(): Promise<unknown>;
};

/**
 * Fetches the newest version, lets it take over, and starts the page anew. Without a network, or with nothing newer to
 * be had, it starts anew as it is. Whatever is in the database stays there.
 */
export async function updateNow({ workers, reload, patience }: Page = currentPage()): Promise<void> {
  // The browser looks for the new version when it sees fit, and a worker waits for what the present one is at.
  await Promise.race([fetchNewest(workers), patience()]);
  reload();
}

async function fetchNewest(workers: Page['workers']): Promise<void> {
  try {
    const registration = await workers?.getRegistration();
    await registration?.update();
    const next = registration?.installing ?? registration?.waiting;
    if (next) await takeOver(next);
  } catch {
    // The next press of the button is another try.
  }
}

/** Resolves when the worker is in charge, or when its download was cut off. */
function takeOver(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const follow = () => {
      if (worker.state === 'installed') worker.postMessage({ type: 'SKIP_WAITING' });
      if (worker.state === 'activated' || worker.state === 'redundant') resolve();
    };
    worker.addEventListener('statechange', follow);
    follow();
  });
}

function currentPage(): Page {
  return {
    workers: navigator.serviceWorker,
    reload: () => location.reload(),
    patience: () => new Promise((resolve) => setTimeout(resolve, 30_000)),
  };
}
