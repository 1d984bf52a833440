import { expect, test } from 'vitest';
import { type BoardResponse, boardResponseSchema } from '#domain/board/protocol.ts';
import { sampleExpense } from '#tests/fixtures.ts';
import { seedMutations } from './seed.ts';
import {
  bearer,
  createExchange,
  newId,
  noteAdd,
  openTestApp,
  post,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

async function readBoard(app: TestApp, hub: TestDevice, more: object = {}): Promise<BoardResponse> {
  const response = await post(app, hub.token, '/api/hub/board', { type: 'board', after: null, known: {}, ...more });
  expect(response.status).toBe(200);
  return boardResponseSchema.parse(await response.json());
}

async function spend(app: TestApp, exchangeId: string, amount: number): Promise<void> {
  const participantId = newId();
  const money = { day: '2026-11-23', amount, currency: 'EUR', category: 'meals', merchant: 'Кафе' } as const;
  const args = { ...sampleExpense(newId(), participantId), ...money };
  await seedMutations(app.services, exchangeId, [{ participantId, role: 'mentor', name: 'expense.add', args }]);
}

test('the board sums up every exchange, and anew only what has changed since', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const [one, two] = [await createExchange(app, 'Едітатони'), await createExchange(app, 'Partnerships')];
  await spend(app, one, 4250);
  const first = await readBoard(app, hub);
  expect(first.items.map(({ id }) => id)).toEqual([one, two]);
  expect(first.items[0]?.entry?.summary).toMatchObject({
    topic: 'Едітатони',
    spent: 4250,
    approved: 0,
    agreement: 'none',
    waiting: { expenses: 1, queries: 0, checkIns: 0, reports: 0 },
  });

  const known = Object.fromEntries(first.items.map(({ id, stamp }) => [id, stamp]));
  await spend(app, two, 100);
  const second = await readBoard(app, hub, { known });
  expect(second.items.map(({ id, entry }) => [id, entry?.summary.spent])).toEqual([
    [one, undefined],
    [two, 100],
  ]);
});

test('the board tells when each participant was last heard of', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const exchangeId = await createExchange(app);
  const known = Object.fromEntries((await readBoard(app, hub)).items.map(({ id, stamp }) => [id, stamp]));
  const mentee = await signIn(app, exchangeId);
  const [item] = (await readBoard(app, hub, { known })).items;
  expect(Object.keys(item?.entry?.seen ?? {})).toEqual([mentee.participantId]);
});

test('a page begins after an exchange, and a few exchanges can be asked for alone', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const ids = [];
  for (let index = 0; index < 3; index += 1) ids.push(await createExchange(app));
  const first = await readBoard(app, hub, { after: ids[0] });
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(1));
  const only = await readBoard(app, hub, { only: [ids[1], newId()] });
  expect(only.items.map(({ id }) => id)).toEqual([ids[1]]);
});

test('a summary that an older Carnet made is made anew', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const exchangeId = await createExchange(app, 'Now');
  await app.services.storage.board.save(exchangeId, { version: 1, format: 0, summary: { topic: 'Then' } });
  expect((await readBoard(app, hub)).items[0]?.entry?.summary.topic).toBe('Now');
});

test.each(['mentee', 'mentor'] as const)('a %s reads nothing that spans the exchanges', async (role) => {
  await using app = await openTestApp();
  const device = await signIn(app, await createExchange(app), role);
  const response = await post(app, device.token, '/api/hub/board', { type: 'board', after: null, known: {} });
  expect(response.status).toBe(403);
  expect((await app.fetch('/api/hub/events', { headers: bearer(device.token) })).status).toBe(403);
});

test('S7: the board hears of a change in any exchange', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const exchangeId = await createExchange(app);
  const mentor = await signIn(app, exchangeId, 'mentor');
  const response = await app.fetch('/api/hub/events', { headers: bearer(hub.token) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('"exchangeId":null');
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1)]);
  expect((await reader?.read())?.value).toContain(exchangeId);
  await reader?.cancel();
});
