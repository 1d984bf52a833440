import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { addDays } from '#domain/days.ts';
import { createExchange, newId, noteAdd, openTestApp, sendPush, signIn, type TestApp } from '#server/test-app.ts';
import { readBoard } from '#store/hub/board.ts';
import { deleteHubDb, HubDb } from '#store/hub/hub-db.ts';
import { refreshBoard, watchBoard } from '#sync/hub/board.ts';
import { createTransport } from '#sync/transport.ts';

/** The board of a Hub person's device against the whole server. */
async function openBoard(app: TestApp) {
  const hub = await signIn(app, null, 'hub');
  const db = new HubDb(newId());
  const asked: string[] = [];
  const net = { isOn: true };
  const transport = createTransport({
    fetch: async (request) => {
      if (!net.isOn) throw new TypeError('no network');
      if (request.url.endsWith('/board')) asked.push(await request.clone().text());
      return app.fetch(request.url.replace('http://localhost:8787', ''), request);
    },
    origin: 'http://localhost:8787',
    token: hub.token,
  });
  const after = (milliseconds: number, callback: () => void) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  };
  const deps = { db, transport, now: () => 5, after, random: () => 0.5 };
  const topics = async () => (await readBoard(db)).entries.map(({ topic }) => topic).sort();
  return { deps, db, net, asked, topics };
}

test('the board is kept on the device, and stays there without a network', async () => {
  await using app = await openTestApp();
  await createExchange(app, 'Львів');
  const { deps, db, net, topics } = await openBoard(app);
  await refreshBoard(deps);
  net.isOn = false;
  await createExchange(app, 'Tirana');
  await refreshBoard(deps);
  expect(await topics()).toEqual(['Львів']);
  expect((await readBoard(db)).status).toMatchObject({ loadedAt: 5, error: 'offline', working: false });
  net.isOn = true;
  await refreshBoard(deps);
  expect(await topics()).toEqual(['Tirana', 'Львів']);
});

test('more exchanges than one answer holds come in pages, and what has not changed is not sent again', async () => {
  await using app = await openTestApp();
  for (let index = 0; index < 230; index += 1) await createExchange(app, `Topic ${index}`);
  const { deps, topics, asked } = await openBoard(app);
  await refreshBoard(deps);
  expect(await topics()).toHaveLength(230);
  expect(asked).toHaveLength(2);
  const put = vi.spyOn(deps.db.board, 'bulkPut');
  await refreshBoard(deps);
  expect(put.mock.calls.flatMap(([records]) => records)).toEqual([]);
  expect(await topics()).toHaveLength(230);
}, 120_000);

test('an exchange that a server set up again does not know leaves the board', async () => {
  await using app = await openTestApp();
  const { deps, db, topics } = await openBoard(app);
  await createExchange(app, 'Known');
  await refreshBoard(deps);
  const [known] = await db.board.toArray();
  if (!known) throw new Error('the board has the exchange');
  await db.board.put({ ...known, id: newId(), entry: { ...known.entry, topic: 'Lost' } });
  await refreshBoard(deps);
  expect(await topics()).toEqual(['Known']);
});

test('S7: while it is looked at, the board follows what happens in any exchange', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const mentor = await signIn(app, exchangeId, 'mentor');
  const { deps, asked, topics } = await openBoard(app);
  const stop = watchBoard(deps);
  // Also when something fails: the server waits for its open streams to end.
  try {
    await vi.waitFor(async () => expect(await topics()).toHaveLength(1), 20_000);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(2), 20_000);
    const before = asked.length;
    await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1)]);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before), 20_000);
    expect(JSON.parse(asked.at(-1) ?? '')).toMatchObject({ only: [exchangeId] });
  } finally {
    stop();
  }
});

test('a sign-out removes the board, saved filters and forms of this person only', async () => {
  const [mine, others] = [newId(), newId()];
  for (const id of [mine, others]) {
    const db = new HubDb(id);
    await db.drafts.put({ key: 'hub/new', value: { topic: addDays('2026-01-01', 1) }, savedAt: 1 });
    db.close();
  }
  await deleteHubDb(mine);
  expect(await new HubDb(mine).drafts.count()).toBe(0);
  expect(await new HubDb(others).drafts.count()).toBe(1);
});
