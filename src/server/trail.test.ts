import { expect, test } from 'vitest';
import { type TrailRequest, type TrailResponse, trailResponseSchema } from '#domain/trail/trail.ts';
import { sampleExpense } from '#tests/fixtures.ts';
import {
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

type Question = Partial<TrailRequest> & Pick<TrailRequest, 'exchangeId'>;

async function readTrail(app: TestApp, hub: TestDevice, question: Question): Promise<TrailResponse> {
  const body = { type: 'trail', before: null, participantId: null, noun: null, ...question };
  const response = await post(app, hub.token, '/api/hub/trail', body);
  expect(response.status).toBe(200);
  return trailResponseSchema.parse(await response.json());
}

test('the trail tells who did what and when, newest first, what was refused too', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const exchangeId = await createExchange(app);
  const mentor = await signIn(app, exchangeId, 'mentor');
  const expense = { id: newId(), seq: 2, name: 'expense.add', args: sampleExpense(newId(), mentor.participantId) };
  const forbidden = { id: newId(), seq: 3, name: 'budget.approve', args: { id: newId() } };
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1, 'Ключ у Марти'), expense, forbidden]);
  const { entries, names } = await readTrail(app, hub, { exchangeId });
  expect(entries.map(({ name, code }) => [name, code])).toEqual([
    ['budget.approve', 'not_allowed'],
    ['expense.add', null],
    ['note.add', null],
    ['exchange.create', null],
  ]);
  expect(names[mentor.participantId]).toBe('Олена');
  expect(entries[2]).toMatchObject({ participantId: mentor.participantId, args: { body: 'Ключ у Марти' } });
});

test('its pages follow each other without a gap and without a repetition', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const exchangeId = await createExchange(app);
  const [mentor, mentee] = [await signIn(app, exchangeId, 'mentor'), await signIn(app, exchangeId)];
  for (const device of [mentor, mentee]) {
    // Refused ones share the version of the last accepted one.
    const some = Array.from({ length: 130 }, (_, index) =>
      index % 3 === 0 ? { id: newId(), seq: index + 1, name: 'no.such', args: {} } : noteAdd(device, index + 1),
    );
    await sendPush(app, device, exchangeId, some);
  }
  const seen: string[] = [];
  let before: TrailResponse['next'] = null;
  let pages = 0;
  do {
    const page: TrailResponse = await readTrail(app, hub, { exchangeId, before });
    seen.push(...page.entries.map(({ id }) => id));
    before = page.next;
    pages += 1;
  } while (before !== null);
  expect(pages).toBe(3);
  expect(seen).toHaveLength(261);
  expect(new Set(seen).size).toBe(261);
});

test('one person’s doings, and those of one noun, are found alone', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const exchangeId = await createExchange(app);
  const [mentor, mentee] = [await signIn(app, exchangeId, 'mentor'), await signIn(app, exchangeId)];
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1)]);
  await sendPush(app, mentee, exchangeId, [noteAdd(mentee, 1), noteAdd(mentee, 2)]);
  const names = async (question: Partial<TrailRequest>) =>
    (await readTrail(app, hub, { exchangeId, ...question })).entries.map(({ name }) => name);
  expect(await names({ participantId: mentor.participantId })).toEqual(['note.add']);
  expect(await names({ noun: 'note' })).toHaveLength(3);
  expect(await names({ noun: 'exchange' })).toEqual(['exchange.create']);
});

test('long texts and the bytes of joint texts stay behind', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const exchangeId = await createExchange(app);
  const mentor = await signIn(app, exchangeId, 'mentor');
  const long = { id: newId(), seq: 2, name: 'text.edit', args: { textId: newId(), update: 'A'.repeat(50_000) } };
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1, 'x'.repeat(19_000)), long]);
  const page = await readTrail(app, hub, { exchangeId });
  expect(JSON.stringify(page).length).toBeLessThan(4000);
});

test('nobody but Hub staff reads a trail', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const mentor = await signIn(app, exchangeId, 'mentor');
  const body = { type: 'trail', exchangeId, before: null, participantId: null, noun: null };
  expect((await post(app, mentor.token, '/api/hub/trail', body)).status).toBe(403);
});
