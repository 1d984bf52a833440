import { expect, test, vi } from 'vitest';
import { updateNow } from './update-now.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  postMessage = vi.fn(() => this.become('activated'));
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

type Found = { installing?: FakeWorker; waiting?: FakeWorker; update: () => Promise<void> };

async function run(found: Found | undefined, patience: Promise<void> = Promise.withResolvers<void>().promise) {
  const reload = vi.fn();
  // The fake has only what is touched.
  const registration = found as unknown as ServiceWorkerRegistration | undefined;
  const updating = updateNow({
    workers: { getRegistration: async () => registration },
    reload,
    patience: () => patience,
  });
  return { reload, updating };
}

test('a new version is downloaded in full, takes over, and only then the page starts anew', async () => {
  const installing = new FakeWorker();
  const asked = Promise.withResolvers<void>();
  const { reload, updating } = await run({ installing, update: async () => asked.resolve() });
  await asked.promise;
  expect(reload).not.toHaveBeenCalled();
  installing.become('installed');
  await updating;
  expect(installing.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' });
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a version that waits already takes over', async () => {
  const waiting = new FakeWorker();
  waiting.state = 'installed';
  const { reload, updating } = await run({ waiting, update: async () => {} });
  await updating;
  expect(waiting.postMessage).toHaveBeenCalledTimes(1);
  expect(reload).toHaveBeenCalledTimes(1);
});

test('without a network, without a worker, or with a download cut off, the page starts anew as it is', async () => {
  const offline = await run({ update: () => Promise.reject(new TypeError('offline')) });
  const unregistered = await run(undefined);
  const installing = new FakeWorker();
  const asked = Promise.withResolvers<void>();
  const cut = await run({ installing, update: async () => asked.resolve() });
  await asked.promise;
  installing.become('redundant');
  for (const { reload, updating } of [offline, unregistered, cut]) {
    await updating;
    expect(reload).toHaveBeenCalledTimes(1);
  }
});

test.each([
  ['that the browser does not look for', { update: () => Promise.withResolvers<void>().promise }],
  ['that does not come to an end of its download', { installing: new FakeWorker(), update: async () => {} }],
])('a version %s keeps nobody waiting for ever', async (_, found) => {
  const { reload, updating } = await run(found, Promise.resolve());
  await updating;
  expect(reload).toHaveBeenCalledTimes(1);
});
