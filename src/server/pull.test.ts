import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { type PullResponse, pullPageRows, pullResponseSchema } from '#domain/protocol.ts';
import { openText, textOf } from '#domain/text.ts';
import { maxTextUpdates } from './compact-text.ts';
import { seedMutations } from './seed.ts';
import {
  createExchange,
  newId,
  noteAdd,
  openTestApp,
  post,
  sendPull,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

async function pull(app: TestApp, device: TestDevice, exchangeId: string, cursor = 0): Promise<PullResponse> {
  return pullResponseSchema.parse(await (await sendPull(app, device, exchangeId, cursor)).json());
}

async function pullAll(app: TestApp, device: TestDevice, exchangeId: string, cursor = 0): Promise<PullResponse[]> {
  const page = await pull(app, device, exchangeId, cursor);
  return page.more ? [page, ...(await pullAll(app, device, exchangeId, page.cursor))] : [page];
}

test('S4: rows come in pages, each once, and the last page has the current version', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const mutations = Array.from({ length: 1000 }, (_, index) => noteAdd(device, index + 1));
  await sendPush(app, device, exchangeId, mutations);
  const pages = await pullAll(app, device, exchangeId);
  expect(pages.map((page) => page.changes.length)).toEqual([pullPageRows, pullPageRows, 1]);
  expect(pages.map((page) => page.more)).toEqual([true, true, false]);
  expect(new Set(pages.flatMap((page) => page.changes.map((change) => change.id))).size).toBe(1001);
  expect(pages.at(-1)?.cursor).toBe(1001);
  expect((await pull(app, device, exchangeId, 1001)).changes).toEqual([]);
});

test('S4: a page never splits what one mutation did', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  await app.services.storage.write(exchangeId, async (writer) => {
    for (const version of [2, 3, 4]) {
      for (let index = 0; index < 300; index += 1) {
        const { args } = noteAdd(device, 1);
        await writer.txAt(version).put('note', args as never);
      }
    }
    await writer.saveVersion(4);
  });
  const pages = await pullAll(app, device, exchangeId);
  expect(pages.map((page) => [page.changes.length, page.cursor])).toEqual([
    [601, 3],
    [300, 4],
  ]);
});

test('S4: a deletion reaches who has the row, and not who never had it', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const objective = { id: newId(), order: 'a', title: 'Learn', problem: '', indicator: '', state: 'planned' };
  await sendPush(app, device, exchangeId, [{ id: newId(), seq: 1, name: 'objective.add', args: objective }]);
  const { cursor } = await pull(app, device, exchangeId);
  await sendPush(app, device, exchangeId, [
    { id: newId(), seq: 2, name: 'objective.remove', args: { id: objective.id } },
  ]);
  expect((await pull(app, device, exchangeId, cursor)).changes).toEqual([
    { kind: 'objective', id: objective.id, row: null },
  ]);
  expect((await pull(app, device, exchangeId)).changes.map((change) => change.kind)).toEqual(['exchange']);
});

test('a cursor from the future (the server was restored from a backup) brings everything again', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  expect(await pull(app, device, exchangeId, 900)).toMatchObject({ cursor: 1, changes: [{ kind: 'exchange' }] });
});

test('S4: a phone that has everything keeps the id of its version, and one that knows another begins anew with the server’s', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const { cursor, cursorId } = await pull(app, device, exchangeId);
  const pullFrom = async (known: unknown) => {
    const body = { type: 'pull', protocol: 1, app: 'test', exchangeId, cursor, cursorId: known, ackedSeq: 0 };
    return (await post(app, device.token, '/api/sync/pull', body)).json();
  };
  expect(await pullFrom(cursorId)).toMatchObject({ cursor, cursorId, changes: [] });
  expect(await pullFrom(null)).toMatchObject({ cursor, cursorId, changes: [] });
  expect(await pullFrom(newId())).toMatchObject({ cursor, cursorId, reset: true, changes: [{ kind: 'exchange' }] });
});

test('an exchange that was not created yet is empty to the Hub', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  expect(await pull(app, hub, newId())).toMatchObject({ changes: [], cursor: 0, more: false, lastSeq: 0 });
});

test('a text of many updates is merged into few rows and still says the same', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const mentee = await signIn(app, exchangeId);
  const textId = newId();
  const section = { id: textId, order: 'a', key: 'summary', owner: 'both', required: true };
  await seedMutations(app.services, exchangeId, [
    { participantId: newId(), role: 'hub', name: 'section.add', args: section },
  ]);
  const doc = new Y.Doc();
  const edits: string[] = [];
  doc.on('update', (update) => edits.push(bytesToBase64(update)));
  const words = Array.from({ length: maxTextUpdates + 10 }, (_, index) => `слово${index} `);
  for (const word of words) doc.getText('body').insert(doc.getText('body').length, word);
  const mutations = edits.map((update, index) => {
    const at = new Date(1_790_000_000_000 + index).toISOString();
    const args = { id: newId(), textId, update, authorId: mentee.participantId, at };
    return { id: newId(), seq: index + 1, name: 'text.edit', args };
  });
  await sendPush(app, mentee, exchangeId, mutations.slice(0, 30));
  const before = await pull(app, mentee, exchangeId);
  await sendPush(app, mentee, exchangeId, mutations.slice(30));

  const fresh = (await pull(app, mentee, exchangeId)).changes.filter((change) => change.kind === 'textUpdate');
  expect(fresh).toHaveLength(10);
  expect(textOf(fresh.map((change) => String(change.row?.update)))).toBe(words.join(''));

  const held = new Map(before.changes.map((change) => [change.id, change]));
  for (const change of (await pull(app, mentee, exchangeId, before.cursor)).changes) {
    if (change.row) held.set(change.id, change);
    else held.delete(change.id);
  }
  const updates = [...held.values()].filter((change) => change.kind === 'textUpdate');
  expect(
    openText(updates.map((change) => String(change.row?.update)))
      .getText('body')
      .toString(),
  ).toBe(words.join(''));
});

test('S3: a text update that is none is rejected, so that no phone has to open it', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const mentee = await signIn(app, exchangeId);
  const textId = newId();
  const section = { id: textId, order: 'a', key: 'summary', owner: 'both', required: true };
  await seedMutations(app.services, exchangeId, [
    { participantId: newId(), role: 'hub', name: 'section.add', args: section },
  ]);
  const args = { id: newId(), textId, update: '////', authorId: mentee.participantId, at: '2026-11-23T10:00:00.000Z' };
  await sendPush(app, mentee, exchangeId, [{ id: newId(), seq: 1, name: 'text.edit', args }]);
  expect((await pull(app, mentee, exchangeId)).rejected).toMatchObject([{ code: 'args_invalid', detail: 'update' }]);
});
