import { beforeEach, describe, expect, test, vi } from 'vitest';
import { checkEvery, watchForUpdate } from './pwa-update.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  postMessage = vi.fn();
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  update = vi.fn(async () => {});

  startUpdate(): FakeWorker {
    this.installing = new FakeWorker();
    this.dispatchEvent(new Event('updatefound'));
    return this.installing;
  }

  finishUpdate(worker: FakeWorker) {
    this.installing = null;
    this.waiting = worker;
    worker.become('installed');
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  registration = new FakeRegistration();
  register = vi.fn(async () => this.registration);

  takeOver(worker: FakeWorker) {
    this.controller = worker;
    this.dispatchEvent(new Event('controllerchange'));
  }
}

class FakeDocument extends EventTarget {
  visibilityState = 'hidden';
}

let workers: FakeContainer;
let document: FakeDocument;
const reload = vi.fn();
const setInterval = vi.fn();
const onUpdateReady = vi.fn<(apply: () => void) => void>();

async function start() {
  const page = { workers, document, setInterval, reload };
  // The fakes have only what the module under test touches.
  watchForUpdate(onUpdateReady, Promise.resolve(), page as unknown as Parameters<typeof watchForUpdate>[2] & object);
  await vi.waitFor(() => expect(setInterval).toHaveBeenCalled(), 20_000);
}

function applyLastOffer() {
  const [apply] = onUpdateReady.mock.lastCall ?? [];
  apply?.();
}

beforeEach(() => {
  vi.clearAllMocks();
  workers = new FakeContainer();
  document = new FakeDocument();
});

describe('the first visit', () => {
  test('offers nothing and does not reload when the first worker takes over', async () => {
    await start();
    const first = workers.registration.startUpdate();
    workers.registration.finishUpdate(first);
    workers.takeOver(first);
    expect(onUpdateReady).not.toHaveBeenCalled();
    expect(reload).not.toHaveBeenCalled();
  });

  test('reloads when an update follows in the same visit', async () => {
    await start();
    workers.takeOver(new FakeWorker());
    workers.takeOver(new FakeWorker());
    expect(reload).toHaveBeenCalledTimes(1);
  });
});

describe('a later visit', () => {
  beforeEach(() => {
    workers.controller = new FakeWorker();
  });

  test('offers a version that was waiting already', async () => {
    workers.registration.waiting = new FakeWorker();
    await start();
    expect(onUpdateReady).toHaveBeenCalledTimes(1);
  });

  test('offers a version when it is completely downloaded, and changes nothing before the person agrees', async () => {
    await start();
    const next = workers.registration.startUpdate();
    expect(onUpdateReady).not.toHaveBeenCalled();
    workers.registration.finishUpdate(next);
    expect(onUpdateReady).toHaveBeenCalledTimes(1);
    expect(next.postMessage).not.toHaveBeenCalled();
    applyLastOffer();
    expect(next.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' });
  });

  test('offers the next version after a download that was cut off', async () => {
    await start();
    workers.registration.startUpdate().become('redundant');
    expect(onUpdateReady).not.toHaveBeenCalled();
    workers.registration.finishUpdate(workers.registration.startUpdate());
    expect(onUpdateReady).toHaveBeenCalledTimes(1);
  });

  test('reloads once when the new version has taken over', async () => {
    await start();
    workers.takeOver(new FakeWorker());
    workers.takeOver(new FakeWorker());
    expect(reload).toHaveBeenCalledTimes(1);
  });

  test('asks for a new version every hour and when the screen is looked at again', async () => {
    await start();
    const [check, ms] = setInterval.mock.lastCall ?? [];
    expect(ms).toBe(checkEvery);
    check();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(workers.registration.update).toHaveBeenCalledTimes(1);
    document.visibilityState = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(workers.registration.update).toHaveBeenCalledTimes(2);
  });
});

test('without a network, asking fails silently', async () => {
  workers.registration.update.mockRejectedValue(new TypeError('offline'));
  await start();
  const [check] = setInterval.mock.lastCall ?? [];
  expect(() => check()).not.toThrow();
});

test('where there are no service workers, nothing is registered', () => {
  watchForUpdate(onUpdateReady, Promise.resolve(), null);
  expect(workers.register).not.toHaveBeenCalled();
});
