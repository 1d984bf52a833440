import { expect, test } from 'vitest';
import { sampleSession } from '#tests/fixtures.ts';
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

const caret = { anchor: 'BZTw5AsAAA==', head: 'BZTw5AsBAA==' };

/** An exchange with a session whose notes both sides write, and one that is only its author's. */
async function openPair() {
  const app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [mentee, mentor] = [await signIn(app, exchangeId), await signIn(app, exchangeId, 'mentor')];
  const textId = newId();
  const privateId = newId();
  await app.services.storage.write(exchangeId, async (writer) => {
    const version = (await writer.version()) + 1;
    await writer.txAt(version).put('session', sampleSession(textId));
    await writer.txAt(version).put('session', { ...sampleSession(privateId), onlyFor: [mentee.participantId] });
    await writer.saveVersion(version);
  });
  return { app, exchangeId, mentee, mentor, textId, privateId, [Symbol.asyncDispose]: app[Symbol.asyncDispose] };
}

/** An open stream, read to the `changed` event that it begins with. */
async function listen(app: TestApp, { token }: TestDevice, exchangeId: string, page = 'page-of-nobody') {
  const path = `/api/events?exchange=${exchangeId}&page=${page}`;
  const response = await app.fetch(path, { headers: bearer(token) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('a stream');
  const next = async () => (await reader.read()).value ?? 'ended';
  expect(await next()).toContain('"type":"changed"');
  /** What changed before may be told only now: it comes from server to server. */
  const nextPresence = async () => {
    let event = await next();
    while (event.includes('"type":"changed"')) event = await next();
    return event;
  };
  return { next, nextPresence, leave: () => reader.cancel() };
}

function tell(app: TestApp, { token }: TestDevice, exchangeId: string, changes: object) {
  const message = { type: 'presence', page: 'page-one', caret, ...changes };
  return post(app, token, `/api/exchanges/${exchangeId}/presence`, message);
}

test('where somebody writes is told to the other devices of the exchange, and not to the one that told it', async () => {
  await using pair = await openPair();
  const { app, exchangeId, mentee, mentor, textId } = pair;
  const other = await listen(app, mentor, exchangeId);
  const own = await listen(app, mentee, exchangeId);
  const version = await app.services.storage.read(exchangeId, (reader) => reader.version());
  expect((await tell(app, mentee, exchangeId, { textId })).status).toBe(204);
  const { participantId } = mentee;
  const heard = await other.nextPresence();
  expect(heard).toContain('event: presence');
  const told = { type: 'presence', participantId, page: 'page-one', textId, caret };
  expect(JSON.parse(heard.split('data: ')[1] ?? '')).toEqual(told);
  expect(heard).not.toContain(mentee.id);
  // Nothing is kept: the exchange is as it was, and who comes later hears nothing of it.
  expect(await app.services.storage.read(exchangeId, (reader) => reader.version())).toBe(version);
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1)]);
  expect(await own.next()).toContain('"type":"changed"');
});

test('when the stream of a page ends, the others hear that nobody writes there any more', async () => {
  await using pair = await openPair();
  const { app, exchangeId, mentee, mentor } = pair;
  const other = await listen(app, mentor, exchangeId);
  const own = await listen(app, mentee, exchangeId, 'page-two');
  await own.leave();
  const { participantId } = mentee;
  const gone = { type: 'presence', participantId, page: 'page-two', textId: null, caret: null };
  expect(JSON.parse((await other.nextPresence()).split('data: ')[1] ?? '')).toEqual(gone);
});

test('of a private text, or one that the others do not have yet, nothing is told', async () => {
  await using pair = await openPair();
  const { app, exchangeId, mentee, mentor, textId, privateId } = pair;
  const other = await listen(app, mentor, exchangeId);
  for (const id of [privateId, newId()]) expect((await tell(app, mentee, exchangeId, { textId: id })).status).toBe(204);
  await tell(app, mentee, exchangeId, { textId });
  expect(await other.nextPresence()).toContain(textId);
});

test('a place that is none, or is too long to be one, is refused, as is staff that only reads', async () => {
  await using pair = await openPair();
  const { app, exchangeId, mentee, textId } = pair;
  const long = 'A'.repeat(200);
  for (const bad of [{ anchor: long, head: long }, { anchor: '<b>', head: 'AAAA' }, 'here', undefined]) {
    expect((await tell(app, mentee, exchangeId, { textId, caret: bad })).status).toBe(400);
  }
  expect((await tell(app, mentee, exchangeId, { textId, caret: 'A'.repeat(3000) })).status).toBe(413);
  const hub = await signIn(app, null, 'hub');
  expect((await tell(app, hub, exchangeId, { textId })).status).toBe(403);
});

test('what goes from server to server stays far below the 8,000 bytes that NOTIFY carries', async () => {
  await using pair = await openPair();
  const { app, exchangeId, mentee, textId } = pair;
  const told: string[] = [];
  app.services.events.hearPresence(exchangeId, (presence) => told.push(JSON.stringify(presence)));
  const longest = 'A'.repeat(118);
  const page = 'p'.repeat(40);
  await tell(app, mentee, exchangeId, { textId, page, caret: { anchor: longest, head: longest } });
  await expect.poll(() => told[0]?.length ?? 9000).toBeLessThan(1000);
});
