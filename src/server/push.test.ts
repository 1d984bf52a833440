import { expect, test } from 'vitest';
import { noteSchema } from '#domain/evidence/schema.ts';
import { runMutation } from '#domain/mutators.ts';
import { type ChangedEvent, pullResponseSchema, pushResponseSchema, type WireMutation } from '#domain/protocol.ts';
import {
  breakStore,
  createExchange,
  newId,
  noteAdd,
  openTestApp,
  post,
  pushBody,
  sendPull,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

async function pulled(app: TestApp, device: TestDevice, exchangeId: string, cursor = 0, ackedSeq = 0) {
  return pullResponseSchema.parse(await (await sendPull(app, device, exchangeId, cursor, ackedSeq)).json());
}

async function notesOf(app: TestApp, device: TestDevice, exchangeId: string): Promise<unknown[]> {
  const { changes } = await pulled(app, device, exchangeId);
  return changes.filter((change) => change.kind === 'note').map((change) => change.row?.body);
}

test('S2: a push whose answer was lost is acknowledged again without effect', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const mutations = [noteAdd(device, 1), noteAdd(device, 2)];
  expect(await (await sendPush(app, device, exchangeId, mutations)).json()).toEqual({ type: 'pushed', lastSeq: 2 });
  const { cursor } = await pulled(app, device, exchangeId);
  const again = await sendPush(app, device, exchangeId, [...mutations, noteAdd(device, 3)]);
  expect(await again.json()).toEqual({ type: 'pushed', lastSeq: 3 });
  const after = await pulled(app, device, exchangeId, cursor);
  expect(after.changes).toHaveLength(1);
  expect(after.lastSeq).toBe(3);
  expect(after.rejected).toEqual([]);
});

/** An edit of a note, which shows when it takes effect a second time: creating twice would not. */
function noteEdit(id: string, seq: number, body: string): WireMutation {
  return { id: newId(), seq, name: 'note.edit', args: { id, changes: { body } } };
}

test('S2: an edit that comes again, under its number or another, never undoes what was written after it', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [first, second] = [await signIn(app, exchangeId), await signIn(app, exchangeId)];
  const note = noteAdd(first, 1);
  const { id } = noteSchema.parse(note.args);
  const old = noteEdit(id, 2, 'old');
  await sendPush(app, first, exchangeId, [note, old]);
  await sendPush(app, second, exchangeId, [noteEdit(id, 1, 'corrected')]);
  await sendPush(app, first, exchangeId, [old]);
  expect(await notesOf(app, first, exchangeId)).toEqual(['corrected']);
  const renumbered = await sendPush(app, first, exchangeId, [{ ...old, seq: 3 }, noteAdd(first, 4)]);
  expect(await renumbered.json()).toEqual({ type: 'pushed', lastSeq: 4 });
  expect(await notesOf(app, first, exchangeId)).toEqual(['corrected', 'note 4']);
});

test('S2: of however many mutations that come again under other numbers, none has an effect', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const mutations = Array.from({ length: 40 }, (_, index) => noteAdd(device, 1 + index));
  await sendPush(app, device, exchangeId, mutations);
  const renumbered = mutations.map((mutation) => ({ ...mutation, seq: 40 + mutation.seq }));
  await sendPush(app, device, exchangeId, [...renumbered, noteAdd(device, 81)]);
  // A creation that was run again would be refused, for its row is there.
  const { lastSeq, rejected } = await pulled(app, device, exchangeId);
  expect({ lastSeq, rejected }).toEqual({ lastSeq: 81, rejected: [] });
  expect(await notesOf(app, device, exchangeId)).toHaveLength(41);
});

test('S2: an edit that stands twice in one push has its effect once', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const note = noteAdd(device, 1);
  const { id } = noteSchema.parse(note.args);
  const old = noteEdit(id, 2, 'old');
  const mutations = [note, old, noteEdit(id, 3, 'corrected'), { ...old, seq: 4 }];
  expect(await (await sendPush(app, device, exchangeId, mutations)).json()).toEqual({ type: 'pushed', lastSeq: 4 });
  expect(await notesOf(app, device, exchangeId)).toEqual(['corrected']);
  expect((await pulled(app, device, exchangeId)).rejected).toEqual([]);
});

test('S2: a gap is answered with the last number held, and nothing is applied', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  await sendPush(app, device, exchangeId, [noteAdd(device, 1)]);
  for (const numbers of [[3], [2, 4], [2, 2], [3, 2]]) {
    const response = await sendPush(
      app,
      device,
      exchangeId,
      numbers.map((seq) => noteAdd(device, seq)),
    );
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({ type: 'error', code: 'sequence_gap', lastSeq: 1 });
  }
  expect(await notesOf(app, device, exchangeId)).toEqual(['note 1']);
});

test('S2: another mutation under a number that was seen is never acknowledged as if it were the first', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  await sendPush(app, device, exchangeId, [noteAdd(device, 1)]);
  const response = await sendPush(app, device, exchangeId, [noteAdd(device, 1, 'written after a restore')]);
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ code: 'sequence_gap', lastSeq: 1 });
});

test('S2: numbers count per device', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [one, two] = [await signIn(app, exchangeId), await signIn(app, exchangeId, 'mentor')];
  await sendPush(app, one, exchangeId, [noteAdd(one, 1), noteAdd(one, 2)]);
  expect(await (await sendPush(app, two, exchangeId, [noteAdd(two, 1)])).json()).toEqual({
    type: 'pushed',
    lastSeq: 1,
  });
});

test('S3: a rejected mutation is stored with its reason, and the queue goes on behind it', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const response = await sendPush(app, device, exchangeId, [
    { id: newId(), seq: 1, name: 'budget.approve', args: { id: newId(), category: 'meals', approved: 100 } },
    { id: newId(), seq: 2, name: 'note.add', args: { body: 5 } },
    { id: newId(), seq: 3, name: 'note.fly\0', args: null },
    { id: newId(), seq: 4, name: 'note.edit', args: { id: newId(), changes: { body: 'x' } } },
    noteAdd(device, 5),
  ]);
  expect(await response.json()).toEqual({ type: 'pushed', lastSeq: 5 });
  const { rejected, lastSeq } = await pulled(app, device, exchangeId);
  expect(rejected.map(({ seq, code }) => [seq, code])).toEqual([
    [1, 'not_allowed'],
    [2, 'args_invalid'],
    [3, 'unknown_mutation'],
    [4, 'not_found'],
  ]);
  expect(lastSeq).toBe(5);
  expect(await notesOf(app, device, exchangeId)).toEqual(['note 5']);
});

test('S3: rejections come until they are acknowledged, and only to their own device', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [one, two] = [await signIn(app, exchangeId), await signIn(app, exchangeId)];
  await sendPush(app, one, exchangeId, [{ id: newId(), seq: 1, name: 'unknown', args: {} }]);
  expect((await pulled(app, one, exchangeId)).rejected).toHaveLength(1);
  expect((await pulled(app, one, exchangeId, 0, 1)).rejected).toHaveLength(0);
  expect((await pulled(app, two, exchangeId)).rejected).toHaveLength(0);
});

test('S3: nobody writes in the name of another', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [one, two] = [await signIn(app, exchangeId), await signIn(app, exchangeId)];
  await sendPush(app, two, exchangeId, [noteAdd(one, 1)]);
  expect((await pulled(app, two, exchangeId)).rejected).toMatchObject([{ code: 'not_allowed', detail: 'author' }]);
});

test('S3: a mutation whose mutator throws is rejected as internal and does not block the queue', async () => {
  await using app = await openTestApp({
    run: (tx, name, args, context) => {
      if (name === 'note.poison') throw new TypeError('a bug of ours');
      return runMutation(tx, name, args, context);
    },
  });
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const poison = { id: newId(), seq: 2, name: 'note.poison', args: {} };
  const response = await sendPush(app, device, exchangeId, [noteAdd(device, 1), poison, noteAdd(device, 3)]);
  expect(await response.json()).toEqual({ type: 'pushed', lastSeq: 3 });
  expect((await pulled(app, device, exchangeId)).rejected).toMatchObject([{ seq: 2, code: 'internal' }]);
  expect(await notesOf(app, device, exchangeId)).toEqual(['note 1', 'note 3']);
});

test('S2: when the store fails in the middle of a push, nothing of it is kept and the same push works later', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const mutations = [noteAdd(device, 1), noteAdd(device, 2)];
  const mend = await breakStore(app, 'note 2');
  const refused = await sendPush(app, device, exchangeId, mutations);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({ type: 'error', code: 'unavailable' });
  expect(await notesOf(app, device, exchangeId)).toEqual([]);
  expect((await pulled(app, device, exchangeId)).lastSeq).toBe(0);
  await mend();
  expect(await (await sendPush(app, device, exchangeId, mutations)).json()).toEqual({ type: 'pushed', lastSeq: 2 });
  expect(await notesOf(app, device, exchangeId)).toEqual(['note 1', 'note 2']);
});

test('a push publishes the new version after it was kept, and nothing when nothing changed', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const seen: ChangedEvent[] = [];
  app.services.events.subscribe(exchangeId, (event) => seen.push(event));
  const mutations = [noteAdd(device, 1), noteAdd(device, 2)];
  await sendPush(app, device, exchangeId, mutations);
  await sendPush(app, device, exchangeId, mutations);
  await sendPush(app, device, exchangeId, [{ id: newId(), seq: 3, name: 'unknown', args: {} }]);
  expect(seen).toEqual([{ type: 'changed', exchangeId, version: 3, rows: true }]);
});

test('S4: a push that says how far the phone is brings what a pull from there would, rejections included', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [device, other] = [await signIn(app, exchangeId), await signIn(app, exchangeId)];
  const { cursor, cursorId } = await pulled(app, device, exchangeId);
  await sendPush(app, other, exchangeId, [noteAdd(other, 1, 'meanwhile')]);
  const mutations = [noteAdd(device, 1), { id: newId(), seq: 2, name: 'unknown', args: {} }];
  const place = { cursor, cursorId, ackedSeq: 0 };
  const response = await post(app, device.token, '/api/sync/push', {
    ...pushBody(exchangeId, mutations),
    pull: place,
  });
  const answer = pushResponseSchema.parse(await response.json());
  expect(answer).toEqual({ type: 'pushed', lastSeq: 2, pulled: await pulled(app, device, exchangeId, cursor) });
  expect(answer.pulled).toMatchObject({ lastSeq: 2, rejected: [{ seq: 2 }], more: false });
  expect(answer.pulled?.changes.map(({ row }) => row?.body)).toEqual(['meanwhile', 'note 1']);
});

test('S2: a push with a gap brings no page, wherever the phone is', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const body = { ...pushBody(exchangeId, [noteAdd(device, 2)]), pull: { cursor: 0, ackedSeq: 0 } };
  const response = await post(app, device.token, '/api/sync/push', body);
  expect(await response.json()).toEqual({ type: 'error', code: 'sequence_gap', lastSeq: 0 });
});

test('the Hub creates an exchange by its first push; nothing can be written into one that was not created', async () => {
  await using app = await openTestApp();
  const template = await createExchange(app);
  const hub = await signIn(app, null, 'hub');
  const { changes } = await pulled(app, hub, template);
  const exchangeId = newId();
  const create = { id: newId(), seq: 2, name: 'exchange.create', args: { ...changes[0]?.row, id: exchangeId } };
  const early = { id: newId(), seq: 1, name: 'budget.approve', args: { id: newId(), category: 'meals', approved: 1 } };
  await sendPush(app, hub, exchangeId, [early, create]);
  const { rejected, ...after } = await pulled(app, hub, exchangeId);
  expect(rejected).toMatchObject([{ seq: 1, code: 'not_found' }]);
  expect(after.changes).toHaveLength(1);
});

test('pushes that arrive at once are taken one after the other', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const devices = await Promise.all(Array.from({ length: 8 }, () => signIn(app, exchangeId)));
  await Promise.all(
    devices.map((device) => sendPush(app, device, exchangeId, [noteAdd(device, 1), noteAdd(device, 2)])),
  );
  const [first] = devices;
  if (!first) throw new Error('no device');
  const { cursor, changes } = await pulled(app, first, exchangeId);
  expect(cursor).toBe(17);
  expect(changes).toHaveLength(17);
});

test('broken requests are refused with a code: JSON, schema, protocol, size', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const good = pushBody(exchangeId, [noteAdd(device, 1)]);
  const cases: [unknown, number, string][] = [
    ['{"type":', 400, 'bad_json'],
    ['', 400, 'bad_json'],
    [{ ...good, mutations: [] }, 400, 'bad_request'],
    [{ ...good, mutations: [{ seq: 'one' }] }, 400, 'bad_request'],
    [{ ...good, exchangeId: "' or 1=1" }, 400, 'bad_request'],
    [{ ...good, protocol: 99, mutations: 'in a new shape' }, 426, 'protocol_unsupported'],
    [{ ...good, protocol: 0 }, 426, 'protocol_unsupported'],
    [' '.repeat(60 * 1024 * 1024), 413, 'too_large'],
  ];
  for (const [body, status, code] of cases) {
    const response = await post(app, device.token, '/api/sync/push', body);
    expect([response.status, await response.json()]).toMatchObject([status, { type: 'error', code }]);
  }
});

test('the largest text update that the schema allows fits into a push', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const args = {
    id: newId(),
    textId: newId(),
    update: 'A'.repeat(700_000),
    authorId: newId(),
    at: '2026-11-23T10:00:00.000Z',
  };
  const response = await sendPush(app, device, exchangeId, [{ id: newId(), seq: 1, name: 'text.edit', args }]);
  expect(response.status).toBe(200);
});
