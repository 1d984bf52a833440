import { expect, test } from 'vitest';
import { agreementState } from '#domain/agreement/agreement.ts';
import { sampleObjective, sampleSection } from '#tests/fixtures.ts';
import { seedMutations } from '../seed.ts';
import {
  createExchange,
  get,
  newId,
  noteAdd,
  openTestApp,
  sendPull,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from '../test-app.ts';
import { trailPage } from '../trail.ts';
import { verify } from '../verify.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';

type Filled = { exchangeId: string; olena: TestDevice; marko: TestDevice };

const at = '2026-11-24T10:00:00.000Z';

/** An exchange that both sides agree to, in which Olena has done what can be done, and Marko speaks of her. */
async function fill(app: TestApp): Promise<Filled> {
  const exchangeId = await createExchange(app);
  const [olena, marko] = [await signIn(app, exchangeId, 'mentee'), await signIn(app, exchangeId, 'mentor')];
  const hub = { participantId: newId(), role: 'hub' } as const;
  const person = (id: string, name: string, role: string, username: string) => ({
    ...hub,
    name: 'participant.add',
    args: { id, name, role, community: 'Wikimedia A', username, lead: true },
  });
  const asOlena = { participantId: olena.participantId, role: 'mentee' } as const;
  const asMarko = { participantId: marko.participantId, role: 'mentor' } as const;
  const checkInId = newId();
  await seedMutations(app.services, exchangeId, [
    person(olena.participantId, 'Olena Kovalenko', 'mentee', 'OlenaK'),
    person(marko.participantId, 'Marko', 'mentor', 'MarkoM'),
    { ...asOlena, name: 'checkin.send', args: { id: checkInId, feeling: 'help', words: 'My room is cold', at } },
    { ...hub, name: 'checkin.reply', args: { id: newId(), checkInId, words: 'We call the hotel', at } },
    { ...asMarko, name: 'checkin.send', args: { id: newId(), feeling: 'well', words: 'Olena Kovalenko is quiet', at } },
    {
      ...asMarko,
      name: 'action.add',
      args: { id: newId(), order: 'V', what: 'Write', who: 'Olena Kovalenko', due: null, done: false, note: '' },
    },
  ]);
  const section = sampleSection(newId());
  const comment = { id: newId(), textId: section.id, anchor: null, todoFor: null, words: 'I doubt this figure', at };
  await seedMutations(app.services, exchangeId, [
    { ...hub, name: 'section.add', args: section },
    { ...asOlena, name: 'comment.add', args: comment },
    { ...asMarko, name: 'comment.reply', args: { id: newId(), commentId: comment.id, words: 'It is twelve', at } },
  ]);
  // A person's name within what is agreed.
  const objective = sampleObjective(newId(), 'Olena Kovalenko leads an edit-a-thon');
  await seedMutations(app.services, exchangeId, [{ ...asOlena, name: 'objective.add', args: objective }]);
  const { hash } = await app.services.storage.read(exchangeId, (reader) => agreementState(reader));
  await seedMutations(
    app.services,
    exchangeId,
    [asOlena, asMarko].map((who) => ({ ...who, name: 'plan.agree', args: { id: newId(), hash, at } })),
  );
  const sent = await sendPush(app, olena, exchangeId, [noteAdd(olena, 1, 'What I thought by myself')]);
  if (!sent.ok) throw new Error(await sent.text());
  return { exchangeId, olena, marko };
}

/** Everything in the database, as text. */
async function everything(app: TestApp, exchangeId: string): Promise<string> {
  const kept = await app.services.storage.read(exchangeId, async (reader) => [
    await reader.changedSince(0, 10_000),
    await reader.logBefore(null, { participantId: null, noun: null }, 10_000),
  ]);
  const summaries = await app.services.storage.board.lines({ only: [exchangeId] }, 1);
  return JSON.stringify([kept, summaries]);
}

test('an export holds what a person wrote and what names them, and nothing that others keep to themselves', async () => {
  await using app = await openTestApp();
  const { exchangeId, olena, marko } = await fill(app);
  const data = await exportPerson(app.services, olena.participantId);
  expect(data.devices).toEqual([expect.objectContaining({ id: olena.id, name: 'Pixel' })]);
  const text = JSON.stringify(data);
  for (const words of [
    'My room is cold',
    'We call the hotel',
    'What I thought by myself',
    'I doubt this figure',
    'OlenaK',
  ])
    expect(text).toContain(words);
  expect(data.exchanges.map(({ id }) => id)).toEqual([exchangeId]);
  expect(data.exchanges[0]?.rows.map(({ kind }) => kind)).toContain('actionItem');
  // Of nobody else: no token, no check-in of the other side, no device of theirs.
  for (const words of [olena.token, 'is quiet', marko.id]) expect(text).not.toContain(words);
});

test('an erased person is nowhere by name, and what they wrote for themselves is gone; the agreement stays', async () => {
  await using app = await openTestApp();
  const { exchangeId, olena, marko } = await fill(app);
  const before = await everything(app, exchangeId);
  const dry = await erasePerson(app.services, olena.participantId, true);
  expect(await everything(app, exchangeId)).toBe(before);
  const erased = await erasePerson(app.services, olena.participantId, false);
  expect(erased).toMatchObject({ devices: 1, invitations: 1 });
  expect(dry.exchanges[0]).toMatchObject({ removed: 3, changed: erased.exchanges[0]?.changed });
  const after = await everything(app, exchangeId);
  for (const words of ['Kovalenko', 'OlenaK', 'room is cold', 'call the hotel', 'by myself', 'doubt this'])
    expect(after).not.toContain(words);
  expect(after).toContain('It is twelve');
  expect(after).toContain('Erased participant is quiet');
  const { state } = await app.services.storage.read(exchangeId, (reader) => agreementState(reader));
  expect(state).toBe('agreed');
  expect(await verify(app.services)).toMatchObject({ unread: [], faults: [] });
  expect((await get(app, olena.token, `/api/exchanges/${exchangeId}/blobs/${'a'.repeat(64)}`)).status).toBe(401);
  expect(await app.services.storage.people.belongingsOf(olena.participantId)).toMatchObject({
    devices: [],
    invitations: [],
  });
  expect((await sendPull(app, marko, exchangeId)).status).toBe(200);
});

test('a phone gets it by the pull, and the trail says that it was done', async () => {
  await using app = await openTestApp();
  const { exchangeId, olena, marko } = await fill(app);
  const { cursor } = await (await sendPull(app, marko, exchangeId)).json();
  await erasePerson(app.services, olena.participantId, false);
  const pulled = await (await sendPull(app, marko, exchangeId, cursor)).json();
  expect(pulled).not.toHaveProperty('reset');
  expect(pulled.changes).toContainEqual({
    kind: 'participant',
    id: olena.participantId,
    row: expect.objectContaining({ name: 'Erased participant', username: '', community: '', role: 'mentee' }),
  });
  expect(pulled.changes.filter(({ row }: { row: unknown }) => row === null)).toHaveLength(3);
  const all = { type: 'trail', exchangeId, before: null, participantId: null, noun: null } as const;
  const { entries } = await trailPage(app.services, all);
  expect(entries[0]).toMatchObject({ name: 'participant.erase', args: { id: olena.participantId, removed: 3 } });
  // A second time there is nothing to do, and nothing to say.
  const again = await erasePerson(app.services, olena.participantId, false);
  expect(again.exchanges).toEqual([{ exchangeId, removed: 0, changed: 0, log: 0 }]);
});
