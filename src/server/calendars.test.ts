import { convertIcsCalendar } from 'ts-ics';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleSession } from '#tests/fixtures.ts';
import {
  createExchange,
  get,
  newId,
  openTestApp,
  post,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

let app: TestApp;
let exchange: string;
let mentee: TestDevice;
let seq: number;
let now: number;
const logged: string[] = [];

beforeEach(async () => {
  now = Date.parse('2026-11-24T10:00:00Z');
  seq = 0;
  logged.length = 0;
  app = await openTestApp({ clock: () => new Date(now), log: (line) => void logged.push(line) });
  exchange = await createExchange(app, 'Edit-a-thons');
  mentee = await signIn(app, exchange);
});
afterEach(() => app[Symbol.asyncDispose]());

const path = () => `/api/calendars/${exchange}`;

async function push(name: string, args: object, device = mentee): Promise<void> {
  seq += 1;
  const answer = await sendPush(app, device, exchange, [{ seq, id: newId(), name, args }]);
  expect(await answer.json()).toMatchObject({ type: 'pushed', lastSeq: seq });
}

async function createLink(device = mentee): Promise<string> {
  const answer = await post(app, device.token, path(), {});
  return ((await answer.json()) as { path: string }).path;
}

const eventsAt = async (link: string) =>
  convertIcsCalendar(undefined, await (await app.fetch(link)).text()).events ?? [];

async function addParticipant(): Promise<void> {
  await app.services.storage.write(exchange, async (writer) => {
    const row = {
      id: mentee.participantId,
      name: 'Олена',
      role: 'mentee' as const,
      community: '',
      username: '',
      lead: true,
    };
    await writer.txAt(await writer.version()).put('participant', row);
  });
}

test('a calendar reads one’s schedule under its address, with what was dropped as CANCELLED, and nothing of others', async () => {
  await addParticipant();
  const [own, theirs] = [sampleSession(newId(), 'Ours'), sampleSession(newId(), 'Theirs')];
  await push('session.add', { ...own, day: '2026-11-24' });
  await push('session.add', { ...theirs, attendeeIds: [newId()] });
  await push('session.add', { ...sampleSession(newId(), 'Personal'), onlyFor: [mentee.participantId] });
  const link = await createLink();
  const answer = await app.fetch(link);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect((await eventsAt(link)).map(({ summary }) => summary).sort()).toEqual(['Ours', 'Personal']);
  const stamp = { id: newId(), at: '2026-11-24T11:00:00.000Z' };
  await push('session.mark', { id: own.id, state: 'dropped', stamp });
  const dropped = (await eventsAt(link)).find(({ summary }) => summary === 'Ours');
  expect([dropped?.status, dropped?.sequence, dropped?.start.date.toISOString()]).toEqual([
    'CANCELLED',
    1,
    '2026-11-24T08:00:00.000Z',
  ]);
});

test('nobody else’s calendar has one’s personal items', async () => {
  await addParticipant();
  await push('session.add', { ...sampleSession(newId(), 'Personal'), onlyFor: [mentee.participantId] });
  const hub = await signIn(app, null, 'hub');
  expect(await eventsAt(await createLink(hub))).toEqual([]);
});

test('a new address ends the old one, and a revoked one is worth nothing', async () => {
  await addParticipant();
  const [first, second] = [await createLink(), await createLink()];
  expect((await app.fetch(first)).status).toBe(404);
  expect((await app.fetch(second)).status).toBe(200);
  expect(await (await get(app, mentee.token, path())).json()).toEqual({
    type: 'calendar',
    since: '2026-11-24T10:00:00.000Z',
  });
  expect((await get(app, mentee.token, path(), 'DELETE')).status).toBe(204);
  expect((await app.fetch(second)).status).toBe(404);
  expect(await (await get(app, mentee.token, path())).json()).toEqual({ type: 'calendar', since: null });
});

test('the address opens nothing else, nobody makes one for another exchange, and the server keeps no secret', async () => {
  await addParticipant();
  const link = await createLink();
  const secret = link.replace(/.*\/|\.ics$/g, '');
  expect((await get(app, secret, path())).status).toBe(401);
  expect((await post(app, mentee.token, `/api/calendars/${await createExchange(app)}`, {})).status).toBe(403);
  expect((await post(app, undefined, path(), {})).status).toBe(401);
  await app.fetch(link);
  await app.fetch(link.replace(/.{8}\.ics$/, 'AAAAAAAA.ics'));
  expect(logged.join()).not.toContain(secret);
  expect(await app.services.storage.calendars.find(secret)).toBeUndefined();
});

test('somebody who is no longer in the exchange has no calendar of it', async () => {
  const link = await createLink();
  expect((await app.fetch(link)).status).toBe(404);
});

test('asked for without end, it answers “too often” until the hour is over; unchanged, it says so in a word', async () => {
  await addParticipant();
  const link = await createLink();
  const etag = (await app.fetch(link)).headers.get('etag') ?? '';
  expect((await app.fetch(link, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  for (let times = 2; times < 60; times += 1) expect((await app.fetch(link)).status).toBe(200);
  expect((await app.fetch(link)).status).toBe(429);
  now += 60 * 60 * 1000;
  expect((await app.fetch(link)).status).toBe(200);
});
