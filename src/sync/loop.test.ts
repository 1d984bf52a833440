import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { savePhotoSetting, storeBytes, wantFiles } from '#store/blobs.ts';
import { clearReceived } from '#store/clear-blobs.ts';
import { listRows } from '#store/queries/rows.ts';
import { getSyncState, listRejections, listWaiting } from '#store/queries/sync.ts';
import { instant, sampleExpense, sampleObjective, sampleReceipt, seededRandom } from '#tests/fixtures.ts';
import { readText } from '#tests/sim/bodies.ts';
import { openWorld } from '#tests/sim/world.ts';
import type { Connection } from './connection.ts';
import { backoff, createSyncLoop } from './loop.ts';
import { createTransport, type Fetch } from './transport.ts';

/** Two phones and the real server on a network without faults. */
async function openPair() {
  const world = await openWorld(1, seededRandom(1));
  onTestFinished(() => world.close());
  const [mentee, mentor] = world.devices;
  if (!mentee || !mentor) throw new Error('a world of two devices');
  return { ...world, mentee, mentor };
}

/** The first phone with another network in front of the same server. */
async function openWith(wrap: (server: Fetch, request: Request) => Promise<Response>, connection?: () => Connection) {
  const pair = await openPair();
  const { store, token, server } = pair.mentee;
  const waits: number[] = [];
  const asked: string[] = [];
  const fetch = (request: Request) => {
    asked.push(new URL(request.url).pathname);
    return wrap(server, request);
  };
  const loop = createSyncLoop({
    store,
    transport: createTransport({ fetch, origin: 'http://localhost:8787', token }),
    app: 'test',
    exclusively: (work) => work(),
    after: (milliseconds) => {
      waits.push(milliseconds);
      return () => {};
    },
    random: () => 0.5,
    connection: connection ?? (() => 'unknown'),
  });
  return { ...pair, store, loop, waits, asked };
}

const passOn = (server: Fetch, request: Request) => server(request);

/** The server of before a push could ask for a page: it passes over what it does not know. */
async function serverBefore(server: Fetch, request: Request): Promise<Response> {
  if (!request.url.endsWith('/push')) return server(request);
  const { pull, ...known } = JSON.parse(await readText(request));
  const headers = new Headers(request.headers);
  headers.delete('Content-Encoding');
  return server(new Request(request.url, { method: 'POST', headers, body: JSON.stringify(known) }));
}

const photo = (length: number) => {
  const bytes = new Uint8Array(length).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return { bytes: bytes.buffer, type: 'image/jpeg' } as const;
};

test('what one phone writes is on the other after both have synced, and the state says so', async () => {
  const { mentee, mentor } = await openPair();
  const objective = sampleObjective(mentee.store.newId());
  await mentee.store.mutate('objective.add', objective);
  expect(await getSyncState(mentee.store)).toMatchObject({ waiting: 1, syncedAt: null });
  await mentee.loop.runNow();
  await mentor.loop.runNow();
  expect(await listRows(mentor.store, 'objective')).toEqual([objective]);
  expect(await getSyncState(mentee.store)).toMatchObject({ waiting: 0, error: null, reachable: true, working: false });
});

test('S4: an edit takes one request: its effects, and what others have written meanwhile, come with the answer', async () => {
  const { store, loop, mentor, asked } = await openWith(passOn);
  await loop.runNow();
  const theirs = sampleObjective(mentor.store.newId(), 'theirs');
  await mentor.store.mutate('objective.add', theirs);
  await mentor.loop.runNow();
  const ours = sampleObjective(store.newId(), 'ours');
  await store.mutate('objective.add', ours);
  asked.length = 0;
  await loop.runNow();
  expect(asked).toEqual(['/api/sync/push']);
  expect((await listRows(store, 'objective')).map(({ title }) => title)).toEqual(['theirs', 'ours']);
  expect((await listWaiting(store)).entries).toEqual([]);
});

test('S7: an event of the server is passed over when all that it tells of has come, with the answer to a push', async () => {
  const { store, loop, exchangeId, asked } = await openWith(passOn);
  await loop.runNow();
  await store.mutate('objective.add', sampleObjective(store.newId()));
  asked.length = 0;
  const pushing = loop.runNow();
  await loop.hear({ type: 'changed', exchangeId, version: 4, rows: true });
  await pushing;
  expect(asked).toEqual(['/api/sync/push']);
});

test.each([
  ['rows that are not here', { version: 5, rows: true }],
  ['whatever may have changed, at the version that is here', { version: 4 }],
  ['an earlier version, as a server has it that was set up again', { version: 2, rows: true }],
] as const)('S7: an event of the server that tells of %s is looked into', async (_, told) => {
  let asked = 0;
  const { store, loop, exchangeId } = await openWith((server, request) => {
    asked += 1;
    return server(request);
  });
  await store.mutate('objective.add', sampleObjective(store.newId()));
  await loop.runNow();
  expect(await store.db.replicas.get(exchangeId)).toMatchObject({ cursor: 4 });
  asked = 0;
  await loop.hear({ type: 'changed', exchangeId, ...told });
  expect(asked).toBe(1);
});

test('S9: a server of before a push could ask for a page is asked for it by a pull', async () => {
  const { store, loop, asked } = await openWith(serverBefore);
  await loop.runNow();
  await store.mutate('objective.add', sampleObjective(store.newId()));
  asked.length = 0;
  await loop.runNow();
  expect(asked).toEqual(['/api/sync/push', '/api/sync/pull']);
  expect(await getSyncState(store)).toMatchObject({ waiting: 0, error: null });
});

test('S10: a push that is long to send again asks for no page, so that a cut in a long answer does not cost it', async () => {
  const { store, loop, asked } = await openWith(passOn);
  await loop.runNow();
  const long = { ...sampleObjective(store.newId()), problem: 'x'.repeat(4000) };
  for (let count = 0; count < 70; count += 1) await store.mutate('objective.add', { ...long, id: store.newId() });
  asked.length = 0;
  await loop.runNow();
  expect(asked).toEqual(['/api/sync/push', '/api/sync/pull']);
  expect((await listWaiting(store)).entries).toEqual([]);
});

test('S2: a write whose answer was cut off with its page is sent again, has its effect once, and goes', async () => {
  let cuts = 1;
  const { store, loop, mentor } = await openWith(async (server, request) => {
    const answer = await server(request);
    if (!request.url.endsWith('/push') || cuts === 0) return answer;
    cuts -= 1;
    return new Response((await answer.text()).slice(0, -20), answer);
  });
  const objective = sampleObjective(store.newId());
  await store.mutate('objective.add', objective);
  await loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 1, error: 'not_carnet' });
  await loop.runNow();
  await mentor.loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 0, error: null });
  expect(await listRows(mentor.store, 'objective')).toEqual([objective]);
});

test('S3: the queue goes on behind a rejected write, which its author finds in “Needs attention”', async () => {
  const { mentee, mentor } = await openPair();
  const objective = sampleObjective(mentee.store.newId());
  await mentee.store.mutate('objective.add', objective);
  await mentee.loop.runNow();
  await mentor.loop.runNow();
  await mentee.store.mutate('objective.remove', { id: objective.id });
  await mentor.store.mutate('objective.edit', { id: objective.id, changes: { title: 'too late' } });
  await mentor.store.mutate('objective.add', sampleObjective(mentor.store.newId(), 'behind it'));
  await mentee.loop.runNow();
  await mentor.loop.runNow();
  expect((await listRows(mentor.store, 'objective')).map(({ title }) => title)).toEqual(['behind it']);
  expect(await listRejections(mentor.store)).toMatchObject([{ name: 'objective.edit', code: 'not_found' }]);
  expect(await getSyncState(mentor.store)).toMatchObject({ waiting: 0, attention: 1 });
});

test('an objective that its remover takes back offline has all its steps, also the one that was said meanwhile', async () => {
  const { mentee, mentor } = await openPair();
  const objective = sampleObjective(mentee.store.newId());
  const say = ({ store }: typeof mentee, note: string) => {
    const step = { id: store.newId(), objectiveId: objective.id, state: 'partly', note, at: instant } as const;
    return store.mutate('objective.progress', step);
  };
  await mentee.store.mutate('objective.add', objective);
  await say(mentee, 'Four of ten');
  await mentee.loop.runNow();
  await mentor.loop.runNow();
  await mentee.store.mutate('objective.remove', { id: objective.id });
  await mentee.store.mutate('objective.add', { ...objective, state: 'partly' });
  await say(mentor, 'Eight of ten');
  for (const { loop } of [mentor, mentee, mentor]) await loop.runNow();
  for (const { store } of [mentee, mentor]) {
    expect(await listRows(store, 'objective')).toEqual([{ ...objective, state: 'partly' }]);
    const steps = (await listRows(store, 'objectiveStep')).sort((a, b) => a.number - b.number);
    expect(steps.map(({ note, participantId }) => [note, participantId])).toEqual([
      ['Four of ten', mentee.store.context.participantId],
      ['Eight of ten', mentor.store.context.participantId],
    ]);
    expect(await listRejections(store)).toEqual([]);
  }
});

test('S8: a sign-in that is refused pauses sync and says so; what is written meanwhile waits', async () => {
  const { store, loop } = await openWith(async () =>
    Response.json({ type: 'error', code: 'unauthorized' }, { status: 401 }),
  );
  await store.mutate('objective.add', sampleObjective(store.newId()));
  await loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 1, signedOut: true });
});

test('without a network the state is offline, the write waits, and the next try is planned later and later', async () => {
  const { store, loop, waits } = await openWith(() => Promise.reject(new TypeError('no network')));
  await store.mutate('objective.add', sampleObjective(store.newId()));
  for (let round = 0; round < 3; round += 1) await loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 1, reachable: false, error: 'offline' });
  expect(waits).toEqual([2000, 4000, 8000]);
});

test('S7: waiting doubles up to five minutes, with a quarter of jitter either way', () => {
  expect(backoff(1, 0)).toBe(1500);
  expect(backoff(1, 1)).toBe(2500);
  expect(backoff(30, 0.5)).toBe(300_000);
});

test('S10: a batch that the server finds too large is halved until it fits', async () => {
  const sizes: number[] = [];
  const { store, loop } = await openWith(async (server, request) => {
    if (!request.url.endsWith('/push')) return server(request);
    const { mutations } = JSON.parse(await readText(request)) as { mutations: unknown[] };
    sizes.push(mutations.length);
    return mutations.length > 3 ? new Response('', { status: 413 }) : server(request);
  });
  for (let count = 0; count < 10; count += 1) await store.mutate('objective.add', sampleObjective(store.newId()));
  await loop.runNow();
  expect(sizes).toEqual([10, 5, 3, 3, 3, 1]);
  expect((await listWaiting(store)).entries).toEqual([]);
});

test('S1: a write that was handed to the network says so until the server has answered, and is not sent twice after that', async () => {
  let pulls = false;
  let pushes = 0;
  const { store, loop } = await openWith(async (server, request) => {
    if (request.url.endsWith('/push')) pushes += 1;
    if (request.url.endsWith('/push') && pushes === 1) throw new TypeError('cut');
    if (request.url.endsWith('/pull') && !pulls) throw new TypeError('cut');
    return serverBefore(server, request);
  });
  await store.mutate('objective.add', sampleObjective(store.newId()));
  await loop.runNow();
  await store.mutate('objective.add', sampleObjective(store.newId()));
  expect((await listWaiting(store)).entries.map(({ sentAt }) => sentAt !== null)).toEqual([true, false]);
  await loop.runNow();
  expect((await listWaiting(store)).entries).toHaveLength(2);
  pulls = true;
  await loop.runNow();
  expect(pushes).toBe(2);
  expect((await listWaiting(store)).entries).toEqual([]);
});

test('S6: an upload that is cut goes on where it was, at the cost of one chunk', async () => {
  let allowed = 3;
  const { store, loop } = await openWith(async (server, request) => {
    if (request.method !== 'PATCH') return server(request);
    if (allowed === 0) throw new TypeError('cut');
    allowed -= 1;
    return server(request);
  });
  const { hash } = await storeBytes(store.db, store.context.exchangeId, photo(1_500_000), store.now());
  await loop.runNow();
  const [waiting] = (await listWaiting(store)).blobs;
  expect(waiting).toMatchObject({ hash, sentBytes: 3 * 256 * 1024, state: 'waiting', lastError: 'offline' });
  allowed = 3;
  await loop.runNow();
  expect((await listWaiting(store)).blobs).toEqual([]);
});

test('S6: a photo counts as waiting until the server has confirmed its hash', async () => {
  const { store, loop } = await openWith(async (server, request) => {
    if (request.method === 'HEAD' && request.url.includes('/blobs/')) return new Response(null, { status: 404 });
    return server(request);
  });
  await storeBytes(store.db, store.context.exchangeId, photo(1000), store.now());
  await loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 1 });
});

test('a file that the server refuses does not hold up the ones behind it', async () => {
  const { store, loop, services, exchangeId } = await openWith((server, request) => server(request));
  const broken = { bytes: new Uint8Array(10).buffer, type: 'image/jpeg' } as const;
  const { hash: refused } = await storeBytes(store.db, store.context.exchangeId, broken, store.now());
  const { hash } = await storeBytes(store.db, store.context.exchangeId, photo(5000), store.now());
  await loop.runNow();
  expect(await services.storage.files.findBlob(exchangeId, hash)).toBeDefined();
  expect((await listWaiting(store)).blobs).toMatchObject([{ hash: refused, lastError: 'file_not_supported' }]);
  expect(await getSyncState(store)).toMatchObject({ waiting: 1, attention: 1, error: null });
});

test('S6: a login page that answers everything with 200 confirms no photo', async () => {
  const { store, loop } = await openWith(async (server, request) => {
    const isPhoto = request.url.includes('/blobs/') || request.url.includes('/uploads');
    return isPhoto
      ? new Response('<html>Welcome</html>', { headers: { 'Content-Type': 'text/html' } })
      : server(request);
  });
  await storeBytes(store.db, store.context.exchangeId, photo(1000), store.now());
  await loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 1, reachable: false, error: 'not_carnet' });
});

test('a photo whose bytes can’t be read any more is named, and the others are sent and fetched', async () => {
  const { store, loop, mentor, exchangeId } = await openWith((server, request) => server(request));
  const { hash: broken } = await storeBytes(store.db, exchangeId, photo(900), store.now());
  await store.db.blobBytes.delete(broken);
  await storeBytes(store.db, exchangeId, photo(5000), store.now());
  const { hash } = await storeBytes(mentor.store.db, exchangeId, photo(7000), mentor.store.now());
  const expense = sampleExpense(mentor.store.newId(), mentor.store.context.participantId);
  const receipt = sampleReceipt(mentor.store.newId(), expense.id, hash, mentor.store.context.participantId);
  await mentor.store.mutateAll([
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: receipt },
  ]);
  await mentor.loop.runNow();
  await loop.runNow();
  expect((await listWaiting(store)).blobs).toMatchObject([{ hash: broken, lastError: 'storage_failed' }]);
  expect(await store.db.blobBytes.get(hash)).toBeDefined();
});

test('S7: when the device’s own database fails, the loop waits for its next try instead of spinning', async () => {
  const { store, loop, waits } = await openWith((server, request) => server(request));
  store.db.close();
  await loop.runNow();
  expect(waits).toEqual([2000]);
});

test('S7: with everything done the loop looks again after five minutes', async () => {
  const { loop, waits } = await openWith((server, request) => server(request));
  await loop.runNow();
  expect(waits).toEqual([300_000]);
});

test('S2: a phone restored from an old copy, whose numbers the server has seen for other writes, loses nothing', async () => {
  const { mentee, mentor } = await openPair();
  const titles = ['before the copy', 'after the copy', 'on the restored phone'];
  const [first, second, third] = titles.map((title) => sampleObjective(mentee.store.newId(), title));
  if (!first || !second || !third) throw new Error('three objectives');
  await mentee.store.mutate('objective.add', first);
  await mentee.loop.runNow();
  const copy = await mentee.store.db.replicas.toArray();
  await mentee.store.mutate('objective.add', second);
  await mentee.loop.runNow();
  await mentee.store.db.replicas.bulkPut(copy);
  await mentee.store.mutate('objective.add', third);
  await mentee.loop.runNow();
  await mentor.loop.runNow();
  expect((await listRows(mentor.store, 'objective')).map(({ title }) => title)).toEqual(titles);
  expect(await getSyncState(mentee.store)).toMatchObject({ waiting: 0, attention: 0, error: null });
});

test('S3: a write that no server takes, however small the batch, goes to “Needs attention” and holds up nothing', async () => {
  const { store, loop } = await openWith(async (server, request) => {
    const text = request.url.endsWith('/push') ? await readText(request) : '';
    return text.includes('too much') ? new Response('', { status: 413 }) : server(request);
  });
  const large = sampleObjective(store.newId(), 'too much');
  await store.mutate('objective.add', large);
  await store.mutate('objective.add', sampleObjective(store.newId(), 'behind it'));
  await loop.runNow();
  expect(await listRejections(store)).toMatchObject([{ args: large, code: 'too_large' }]);
  expect((await listRows(store, 'objective')).map(({ title }) => title)).toEqual(['behind it']);
  expect(await getSyncState(store)).toMatchObject({ waiting: 0, attention: 1 });
});

test('S10: who saves data sends photos only where it costs nothing, or when asked; writes and thumbnails always go', async () => {
  let connection: Connection = 'unknown';
  const { store, loop, exchangeId, waits } = await openWith(
    (server, request) => server(request),
    () => connection,
  );
  await savePhotoSetting(store.db, 'unmetered');
  await store.mutate('objective.add', sampleObjective(store.newId()));
  await storeBytes(store.db, exchangeId, photo(20_000), store.now());
  const { hash: asked } = await storeBytes(store.db, exchangeId, photo(100_000), store.now());
  const { hash: waiting } = await storeBytes(store.db, exchangeId, photo(200_000), store.now());
  await loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 2, error: null });
  expect(waits).toEqual([300_000]);
  await wantFiles(store.db, exchangeId, [asked]);
  await loop.runNow();
  expect((await listWaiting(store)).blobs.map(({ hash }) => hash)).toEqual([waiting]);
  expect(await store.db.wanted.count()).toBe(0);
  connection = 'unmetered';
  await loop.runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 0 });
});

test('S10: on a connection that costs, the other’s photo comes as a thumbnail, and whole when it is opened', async () => {
  const { store, loop, mentor, exchangeId } = await openWith(
    (server, request) => server(request),
    () => 'metered',
  );
  const { hash: blob } = await storeBytes(mentor.store.db, exchangeId, photo(90_000), mentor.store.now());
  const { hash: thumb } = await storeBytes(mentor.store.db, exchangeId, photo(9000), mentor.store.now());
  const expense = sampleExpense(mentor.store.newId(), mentor.store.context.participantId);
  const receipt = sampleReceipt(mentor.store.newId(), expense.id, blob, mentor.store.context.participantId);
  await mentor.store.mutateAll([
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: { ...receipt, thumb } },
  ]);
  await mentor.loop.runNow();
  await loop.runNow();
  expect((await store.db.blobs.toArray()).map(({ hash }) => hash)).toEqual([thumb]);
  await wantFiles(store.db, exchangeId, [blob]);
  await loop.runNow();
  expect((await store.db.blobs.toArray()).map(({ hash }) => hash).sort()).toEqual([blob, thumb].sort());
});

test('S10: a material that is marked for it comes whole over any connection, and stays when room is made', async () => {
  const { store, loop, mentor, exchangeId } = await openWith(
    (server, request) => server(request),
    () => 'metered',
  );
  await savePhotoSetting(store.db, 'unmetered');
  for (const [size, offline] of [
    [70_000, true],
    [80_000, false],
  ] as const) {
    const { hash: blob } = await storeBytes(mentor.store.db, exchangeId, photo(size), mentor.store.now());
    const file = { ...sampleReceipt(mentor.store.newId(), '', blob, mentor.store.context.participantId), size };
    const { expenseId: _, ...material } = { ...file, title: 'Read', url: '', note: '', offline };
    await mentor.store.mutate('material.add', material);
  }
  await mentor.loop.runNow();
  await loop.runNow();
  expect((await store.db.blobs.toArray()).map(({ size }) => size)).toEqual([70_000]);
  expect(await clearReceived(store)).toEqual({ files: 0, bytes: 0 });
});

test.each([
  ['90', 90_000],
  ['86400', 300_000],
  ['1', 2000],
])('S7: a server that asks for %s s is left alone for as long, up to five minutes', async (seconds, wait) => {
  const { loop, waits } = await openWith(
    async () => new Response('', { status: 503, headers: { 'Retry-After': seconds } }),
  );
  await loop.runNow();
  expect(waits).toEqual([wait]);
});
