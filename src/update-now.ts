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
  try {
    const registration = await workers?.getRegistration();
    await registration?.update();
    const next = registration?.installing ?? registration?.waiting;
    // It waits for what the present worker is at, and for all of its own download.
    if (next) await Promise.race([takeOver(next), patience()]);
  } catch {
    // The next press of the button is another try.
  }
  reload();
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
    patience: () => new Promise((resolve) => setTimeout(resolve, 60_000)),
  };
}
