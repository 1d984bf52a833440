import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createExchange, newId, openTestApp, post, signIn } from '#server/test-app.ts';

/**
 * S9: what each released app sends, word for word, and what it can read of the answer. These never change; a release
 * that changes a message adds to them. (0.1.0: the first.)
 */

const pushed010 = z.strictObject({ type: z.literal('pushed'), lastSeq: z.int() });

const pulled010 = z.object({
  type: z.literal('pulled'),
  changes: z.array(z.object({ kind: z.string(), id: z.string(), row: z.nullable(z.record(z.string(), z.unknown())) })),
  cursor: z.int(),
  more: z.boolean(),
  lastSeq: z.int(),
  rejected: z.array(z.object({ seq: z.int(), code: z.string(), detail: z.optional(z.string()) })),
});

/** The codes that 0.1.0 knows; another one would make it take the answer for somebody else's. */
const errors010 = z.enum([
  'not_allowed',
  'not_found',
  'already_exists',
  'args_invalid',
  'unknown_mutation',
  'rule_broken',
  'internal',
  'bad_json',
  'bad_request',
  'too_large',
  'sequence_gap',
  'protocol_unsupported',
  'unauthorized',
  'rate_limited',
  'unavailable',
]);

const objective = (id: string) => ({
  id,
  order: 'V',
  title: 'A workshop',
  problem: '',
  indicator: '',
  state: 'planned',
});

function push010(exchangeId: string, mutations: readonly object[]) {
  return { type: 'push', protocol: 1, app: '0.1.0', exchangeId, mutations };
}

function pull010(exchangeId: string, cursor: number, ackedSeq: number) {
  return { type: 'pull', protocol: 1, app: '0.1.0', exchangeId, cursor, ackedSeq };
}

async function openPhone() {
  const app = await openTestApp();
  const exchangeId = await createExchange(app);
  const phone = await signIn(app, exchangeId);
  return { app, exchangeId, phone, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

test('S9: app 0.1.0 pushes and pulls against the server of today, and can read each answer', async () => {
  await using world = await openPhone();
  const { app, exchangeId, phone } = world;
  const id = newId();
  const mutations = [
    { id: newId(), seq: 1, name: 'objective.add', args: objective(id) },
    { id: newId(), seq: 2, name: 'objective.edit', args: { id: newId(), changes: { title: 'of nothing' } } },
  ];
  const push = await post(app, phone.token, '/api/sync/push', push010(exchangeId, mutations));
  expect(pushed010.parse(await push.json()).lastSeq).toBe(2);

  const pull = await post(app, phone.token, '/api/sync/pull', pull010(exchangeId, 0, 0));
  const answer = pulled010.parse(await pull.json());
  expect(answer).toMatchObject({ more: false, lastSeq: 2, rejected: [{ seq: 2, code: 'not_found' }] });
  expect(answer.changes.find((change) => change.id === id)?.row).toMatchObject(objective(id));
});

test('S9: app 0.1.0, which goes on from a cursor without naming the write that made it, gets only what is new', async () => {
  await using world = await openPhone();
  const { app, exchangeId, phone } = world;
  const first = await post(app, phone.token, '/api/sync/pull', pull010(exchangeId, 0, 0));
  const { cursor } = pulled010.parse(await first.json());
  const id = newId();
  const mutations = [{ id: newId(), seq: 1, name: 'objective.add', args: objective(id) }];
  await post(app, phone.token, '/api/sync/push', push010(exchangeId, mutations));
  const second = await post(app, phone.token, '/api/sync/pull', pull010(exchangeId, cursor, 0));
  expect(pulled010.parse(await second.json()).changes.map((change) => change.id)).toEqual([id]);
});

test('S9: app 0.1.0 is told from which number to go on, in words that it knows', async () => {
  await using world = await openPhone();
  const { app, exchangeId, phone } = world;
  const mutations = [{ id: newId(), seq: 5, name: 'objective.add', args: objective(newId()) }];
  const response = await post(app, phone.token, '/api/sync/push', push010(exchangeId, mutations));
  expect(response.status).toBe(409);
  expect(await response.json()).toEqual({ type: 'error', code: 'sequence_gap', lastSeq: 0 });
});

test.each([
  ['push', { type: 'push', protocol: 99, app: '9.0.0', everything: 'else' }],
  ['pull', { type: 'pull', protocol: 99, app: '9.0.0' }],
])('S9: a %s of a protocol to come is refused as such, and not for its shape', async (path, body) => {
  await using world = await openPhone();
  const response = await post(world.app, world.phone.token, `/api/sync/${path}`, body);
  expect(response.status).toBe(426);
  expect(errors010.parse((await response.json()).code)).toBe('protocol_unsupported');
});
