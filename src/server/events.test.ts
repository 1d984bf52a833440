import { afterEach, expect, test, vi } from 'vitest';
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

afterEach(() => void vi.useRealTimers());

/** An open stream, read to the `changed` event that it begins with. */
async function listen(app: TestApp, { token }: TestDevice, exchangeId: string) {
  const response = await app.fetch(`/api/events?exchange=${exchangeId}`, { headers: bearer(token) });
  const reader = response.body?.getReader();
  if (!reader) throw new Error('a stream');
  const decoder = new TextDecoder();
  const next = async () => {
    const { done, value } = await reader.read();
    return done ? 'ended' : decoder.decode(value);
  };
  expect(await next()).toContain('"type":"changed"');
  return next;
}

function revoke(app: TestApp, { id }: TestDevice): Promise<void> {
  return app.services.storage.signIns.revokeDevice(id, '2026-11-23T10:00:00.000Z');
}

test('S7: each change of an exchange is told to whoever listens', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [mentee, mentor] = [await signIn(app, exchangeId), await signIn(app, exchangeId, 'mentor')];
  const next = await listen(app, mentee, exchangeId);
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1)]);
  expect(await next()).toContain('"version":2');
});

test('S8: the open stream of a revoked device ends with the next change, which it does not learn of', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [mentee, mentor] = [await signIn(app, exchangeId), await signIn(app, exchangeId, 'mentor')];
  const next = await listen(app, mentee, exchangeId);
  await revoke(app, mentee);
  await sendPush(app, mentor, exchangeId, [noteAdd(mentor, 1)]);
  expect(await next()).toBe('ended');
});

test('S8: in a quiet exchange the stream of a revoked device ends with the next heartbeat', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const mentee = await signIn(app, exchangeId);
  const next = await listen(app, mentee, exchangeId);
  vi.advanceTimersByTime(25_000);
  expect(await next()).toBe(': still here\n\n');
  await revoke(app, mentee);
  vi.advanceTimersByTime(25_000);
  expect(await next()).toBe('ended');
});
