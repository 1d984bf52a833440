import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { pullResponseSchema, type WireMutation } from '#domain/protocol.ts';
import { textVersionSchema } from '#domain/report/schema.ts';
import { textField } from '#domain/text.ts';
import { seedMutations } from './seed.ts';
import { createExchange, newId, openTestApp, sendPull, sendPush, signIn } from './test-app.ts';

/** An exchange in Belgrade (two hours before UTC in May) with one section, and a phone that types in it. */
async function openWorld() {
  let now = '';
  const app = await openTestApp({ clock: () => new Date(now) });
  now = '2026-05-01T10:00:00.000Z';
  const exchangeId = await createExchange(app);
  const textId = newId();
  const section = { id: textId, order: 'a', key: 'summary', owner: 'both', required: true };
  await seedMutations(app.services, exchangeId, [
    { participantId: newId(), role: 'hub', name: 'section.add', args: section },
  ]);
  const device = await signIn(app, exchangeId);
  const doc = new Y.Doc();
  const text = doc.getText(textField);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  let seq = 0;

  function edit(at: string, change: () => void): WireMutation {
    change();
    const update = bytesToBase64(Y.mergeUpdates(updates.splice(0)));
    seq += 1;
    const args = { id: newId(), textId, update, authorId: device.participantId, at };
    return { id: newId(), seq, name: 'text.edit', args };
  }

  return {
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
    /** Words typed at an instant of the phone's clock. */
    typed: (at: string, words: string) => edit(at, () => text.insert(text.length, words)),
    wiped: (at: string) => edit(at, () => text.delete(0, text.length)),
    /** Pushes at an instant of the server's clock. */
    async push(at: string, ...mutations: WireMutation[]) {
      now = at;
      expect((await sendPush(app, device, exchangeId, mutations)).status).toBe(200);
    },
    async versions() {
      const { changes } = pullResponseSchema.parse(await (await sendPull(app, device, exchangeId)).json());
      return changes
        .flatMap(({ kind, row }) => (kind === 'textVersion' ? [textVersionSchema.parse(row)] : []))
        .map(({ at, reason, authorId, words }) => ({ at, reason, authorId, words }))
        .sort((a, b) => (a.at < b.at ? -1 : 1));
    },
  };
}

const daily = (at: string, words: string) => ({ at, reason: 'daily', authorId: null, words });

test('the first edit of a day keeps the text as it stood when the day began in the host’s time zone, once', async () => {
  await using world = await openWorld();
  await world.push('2026-05-12T09:00:00.000Z', world.typed('2026-05-12T08:59:00.000Z', 'One. '));
  await world.push('2026-05-12T21:59:00.000Z', world.typed('2026-05-12T21:58:00.000Z', 'Two. '));
  expect(await world.versions()).toEqual([]);
  // One minute after midnight in Belgrade.
  const first = world.typed('2026-05-12T22:00:30.000Z', 'Three. ');
  await world.push('2026-05-12T22:01:00.000Z', first);
  const kept = daily('2026-05-12T22:00:00.000Z', 'One. Two. ');
  expect(await world.versions()).toEqual([kept]);
  // The same push again, and then more of the day.
  await world.push('2026-05-12T22:02:00.000Z', first, world.typed('2026-05-12T22:01:30.000Z', 'Four. '));
  await world.push('2026-05-13T15:00:00.000Z', world.typed('2026-05-13T15:00:00.000Z', 'Five. '));
  expect(await world.versions()).toEqual([kept]);
  await world.push('2026-05-15T07:00:00.000Z', world.typed('2026-05-15T06:00:00.000Z', 'Six. '));
  expect(await world.versions()).toEqual([kept, daily('2026-05-14T22:00:00.000Z', 'One. Two. Three. Four. Five. ')]);
});

test('two edits of one push keep the day’s version before the first of them', async () => {
  await using world = await openWorld();
  await world.push('2026-05-12T09:00:00.000Z', world.typed('2026-05-12T09:00:00.000Z', 'Mine.'));
  const wipe = world.wiped('2026-05-13T09:00:00.000Z');
  await world.push('2026-05-13T09:01:00.000Z', wipe, world.typed('2026-05-13T09:00:10.000Z', 'Theirs.'));
  expect(await world.versions()).toEqual([daily('2026-05-12T22:00:00.000Z', 'Mine.')]);
});

test('an empty text has no version, nor has one that was begun today', async () => {
  await using world = await openWorld();
  await world.push('2026-05-12T09:00:00.000Z', world.typed('2026-05-12T09:00:00.000Z', 'One. '));
  await world.push('2026-05-12T10:00:00.000Z', world.typed('2026-05-12T10:00:00.000Z', 'Two. '));
  await world.push('2026-05-12T11:00:00.000Z', world.wiped('2026-05-12T11:00:00.000Z'));
  await world.push('2026-05-13T09:00:00.000Z', world.typed('2026-05-13T09:00:00.000Z', 'New. '));
  expect(await world.versions()).toEqual([]);
});

test('a phone whose clock is a year ahead does not stop the versions, nor double them', async () => {
  await using world = await openWorld();
  await world.push('2026-05-12T09:00:00.000Z', world.typed('2027-05-12T09:00:00.000Z', 'One. '));
  await world.push('2026-05-13T09:00:00.000Z', world.typed('2027-05-13T09:00:00.000Z', 'Two. '));
  await world.push('2026-05-13T10:00:00.000Z', world.typed('2027-05-13T10:00:00.000Z', 'Three. '));
  expect(await world.versions()).toEqual([daily('2026-05-12T22:00:00.000Z', 'One. ')]);
});
