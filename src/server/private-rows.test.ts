import { expect, test } from 'vitest';
import { type PullResponse, pullResponseSchema } from '#domain/protocol.ts';
import { sampleSession } from '#tests/fixtures.ts';
import {
  createExchange,
  newId,
  openTestApp,
  sendPull,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

async function pull(app: TestApp, device: TestDevice, exchangeId: string, cursor = 0): Promise<PullResponse> {
  return pullResponseSchema.parse(await (await sendPull(app, device, exchangeId, cursor)).json());
}

async function putPrivate(app: TestApp, exchangeId: string, onlyFor: string[], title = 'Secret'): Promise<string> {
  const id = newId();
  await app.services.storage.write(exchangeId, async (writer) => {
    const version = (await writer.version()) + 1;
    await writer.txAt(version).put('session', { ...sampleSession(id, title), onlyFor });
    await writer.saveVersion(version);
  });
  return id;
}

async function exchangeOfThree() {
  const app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [author, partner, hub] = await Promise.all([
    signIn(app, exchangeId, 'mentee'),
    signIn(app, exchangeId, 'mentor'),
    signIn(app, null, 'hub'),
  ]);
  return { app, exchangeId, author, partner, hub, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

test('a private row comes to those whom it is for, and not a byte of it to anybody else', async () => {
  await using world = await exchangeOfThree();
  const { app, exchangeId, author, partner, hub } = world;
  const id = await putPrivate(app, exchangeId, [author.participantId, 'hub']);
  for (const reader of [author, hub]) {
    expect((await pull(app, reader, exchangeId)).changes.map((change) => change.id)).toContain(id);
  }
  const answer = await (await sendPull(app, partner, exchangeId)).text();
  expect(answer).not.toContain(id);
  expect(answer).not.toContain('Secret');
  // The partner is up to date all the same.
  const { cursor } = await pull(app, partner, exchangeId);
  expect(cursor).toBe((await pull(app, author, exchangeId)).cursor);
  expect((await pull(app, partner, exchangeId, cursor)).changes).toEqual([]);
});

test('another device of the same participant gets it, another participant of the same side does not', async () => {
  await using world = await exchangeOfThree();
  const { app, exchangeId, author, hub } = world;
  const colleague = await signIn(app, exchangeId, 'mentee');
  const id = await putPrivate(app, exchangeId, [author.participantId]);
  for (const other of [colleague, hub]) expect(await (await sendPull(app, other, exchangeId)).text()).not.toContain(id);
});

test('who knows the id of a private row can neither change it, nor take its id, nor learn what it holds', async () => {
  await using world = await exchangeOfThree();
  const { app, exchangeId, author, partner } = world;
  const id = await putPrivate(app, exchangeId, [author.participantId]);
  const writes = [
    ['session.edit', { id, changes: { title: 'Mine' } }],
    ['session.add', sampleSession(id, 'Mine')],
    ['session.mark', { id, state: 'dropped' }],
  ] as const;
  const mutations = writes.map(([name, args], at) => ({ id: newId(), seq: at + 1, name, args }));
  await sendPush(app, partner, exchangeId, mutations);
  const { rejected } = await pull(app, partner, exchangeId);
  expect(rejected.map(({ code }) => code)).toEqual(['not_found', 'not_allowed', 'not_found']);
  const { changes } = await pull(app, author, exchangeId);
  expect(changes.find((change) => change.id === id)?.row).toMatchObject({ title: 'Secret', state: 'planned' });
});
