import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { openStore, type Store } from '#store/store.ts';
import { sampleObjective, seededRandom } from '#tests/fixtures.ts';
import { readText } from '#tests/sim/bodies.ts';
import { openWorld } from '#tests/sim/world.ts';
import { lockName } from './background.ts';
import { createSyncLoop } from './loop.ts';
import { createTransport, type Fetch } from './transport.ts';

/** The rounds of all tabs, as the server sees them. */
function watchRequests(server: Fetch) {
  let underWay = 0;
  const watch = { most: 0, pushes: 0, mutations: [] as string[] };
  const fetch: Fetch = async (request) => {
    underWay += 1;
    watch.most = Math.max(watch.most, underWay);
    if (request.url.endsWith('/push')) {
      watch.pushes += 1;
      // The message is the loop's own.
      const { mutations } = JSON.parse(await readText(request)) as { mutations: { id: string }[] };
      watch.mutations.push(...mutations.map(({ id }) => id));
    }
    try {
      return await server(request);
    } finally {
      underWay -= 1;
    }
  };
  return { watch, fetch };
}

/** One phone with its database open in several tabs, over the real Web Locks of this process. */
async function openTabs(count: number, wrap: (server: Fetch) => Fetch = (server) => server) {
  const world = await openWorld(1, seededRandom(1));
  onTestFinished(() => world.close());
  const [phone] = world.devices;
  if (!phone) throw new Error('a world with a phone');
  const { context, db } = phone.store;
  const { watch, fetch } = watchRequests(phone.server);
  const name = lockName(context.participantId);
  const tabs = Array.from({ length: count }, () => {
    const own = new CarnetDb(db.name.slice('carnet-'.length));
    onTestFinished(() => own.close());
    const device = {
      now: Date.now,
      fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes),
    };
    const store = openStore(context, device, own);
    const transport = createTransport({ fetch: wrap(fetch), origin: 'http://localhost:8787', token: phone.token });
    const loop = createSyncLoop({
      store,
      transport,
      app: 'test',
      exclusively: (work) => navigator.locks.request(name, work),
      after: () => () => {},
      random: () => 0.5,
      connection: () => 'unknown',
    });
    return { store, loop };
  });
  return { tabs, watch };
}

const write = (store: Store) => store.mutate('objective.add', sampleObjective(store.newId()));

test('S7: two tabs that both write and sync at once never have two requests under way, and send nothing twice', async () => {
  const { tabs, watch } = await openTabs(2);
  const writing = tabs.flatMap(({ store, loop }) =>
    Array.from({ length: 5 }, async () => {
      await write(store);
      await loop.runNow();
    }),
  );
  await Promise.all(writing);
  expect(watch.most).toBe(1);
  expect(watch.mutations).toHaveLength(10);
  expect(new Set(watch.mutations).size).toBe(10);
});

test('S7: a tab stopped while it waits for its turn does nothing when the turn comes, and does not say it had synced', async () => {
  const entered = Promise.withResolvers<void>();
  const cut = Promise.withResolvers<Response>();
  const { tabs, watch } = await openTabs(2, () => () => {
    entered.resolve();
    return cut.promise;
  });
  const [first, second] = tabs;
  if (!first || !second) throw new Error('two tabs');
  await write(first.store);
  const running = first.loop.runNow();
  await entered.promise;
  const waiting = second.loop.runNow();
  second.loop.stop();
  cut.reject(new TypeError('cut'));
  await Promise.all([running, waiting]);
  expect(watch.pushes).toBe(0);
  expect(await first.store.db.status.get('sync')).toMatchObject({ working: false, error: 'offline', syncedAt: null });
});
