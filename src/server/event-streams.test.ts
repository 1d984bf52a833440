import { expect, test } from 'vitest';
import { EventStreams } from './event-streams.ts';
import {
  bearer,
  createExchange,
  noteAdd,
  openTestApp,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

test('beyond twelve streams of one device the oldest gives way; other devices and streams that ended do not count', () => {
  const streams = new EventStreams();
  const ended: string[] = [];
  const enter = (device: string, name: string) => streams.enter(device, () => ended.push(name));
  const [leave] = Array.from({ length: 12 }, (_, index) => enter('a', `a${index}`));
  enter('b', 'b');
  expect(ended).toEqual([]);
  leave?.();
  enter('a', 'a12');
  expect(ended).toEqual([]);
  enter('a', 'a13');
  // The first that was still open. What ended counts out once, also when it is told twice.
  expect(ended).toEqual(['a1']);
  leave?.();
  enter('a', 'a14');
  expect(ended).toEqual(['a1', 'a2']);
});

/** An open stream, read to its first event. */
async function listen(app: TestApp, { token }: TestDevice, path: string) {
  const response = await app.fetch(path, { headers: bearer(token) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('a stream');
  const next = async () => (await reader.read()).value ?? 'ended';
  expect(await next()).toContain('"type":"changed"');
  return next;
}

test('a Hub person with many tabs hears of a change in each of the last twelve, of the board and of an exchange', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [hub, mentor] = [await signIn(app, null, 'hub'), await signIn(app, exchangeId, 'mentor')];
  const tabs: (() => Promise<string>)[] = [];
  for (let index = 0; index < 14; index += 1) {
    tabs.push(await listen(app, hub, index % 2 === 0 ? '/api/hub/events' : `/api/events?exchange=${exchangeId}`));
  }
  expect(await Promise.all(tabs.slice(0, 2).map((next) => next()))).toEqual(['ended', 'ended']);
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1)]);
  const heard = await Promise.all(tabs.slice(2).map((next) => next()));
  for (const event of heard) expect(event).toContain(exchangeId);
  // What gave way is not subscribed any more.
  expect(app.services.events.count()).toBe(12);
});
