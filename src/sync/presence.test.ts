import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import type { PresenceEvent } from '#domain/presence/messages.ts';
import { exchangeId, idMaker, people } from '#tests/fixtures.ts';
import type { Other } from './others.ts';
import { createPresence } from './presence.ts';
import { AskedToWait } from './transport.ts';

const newId = idMaker(0x9e);
const textId = newId();
const here = { anchor: 'AAAA', head: 'AAAA' };
const there = { anchor: 'BBBB', head: 'BBBB' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One phone, and what it told the server: `text`, or `-` where it left it. */
function openPhone() {
  const told: string[] = [];
  const world = { failure: undefined as CarnetError | undefined, isQuiet: false };
  const presence = createPresence({
    exchangeId,
    participantId: people.mentee,
    page: 'my-page-1',
    isQuiet: () => world.isQuiet,
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    transport: {
      async send(_path, init) {
        const { textId: id, caret } = JSON.parse(String(init?.body));
        told.push(`${id === textId ? 'text' : 'other'} ${caret?.anchor ?? '-'}`);
        if (world.failure) throw world.failure;
        return new Response(null, { status: 204 });
      },
    },
  });
  return { presence, told, world };
}

function from(participantId: string, page: string, caret: PresenceEvent['caret']): PresenceEvent {
  return { type: 'presence', participantId, page, textId, caret };
}

test('a caret that runs is told twice a second at most, and where it stops is told', () => {
  const { presence, told } = openPhone();
  for (let step = 0; step < 40; step += 1) {
    presence.tell(textId, step < 39 ? here : there);
    vi.advanceTimersByTime(50);
  }
  vi.advanceTimersByTime(500);
  expect(told.length).toBeLessThanOrEqual(6);
  expect(told.at(-1)).toBe('text BBBB');
});

test('who types on at one place is told about every ten seconds, and does not pass for one who has gone', () => {
  const { presence, told } = openPhone();
  for (let second = 0; second < 600; second += 1) {
    presence.tell(textId, here);
    vi.advanceTimersByTime(1000);
  }
  expect(told).toHaveLength(61);
});

test('who stays says so again for three minutes, and leaving is said once', () => {
  const { presence, told } = openPhone();
  presence.tell(textId, here);
  vi.advanceTimersByTime(10 * 60_000);
  expect(told).toHaveLength(19);
  presence.tell(textId, null);
  vi.advanceTimersByTime(60_000);
  expect(told.slice(19)).toEqual(['text -']);
});

test('a page that nobody looks at, or that has no network, says that it is gone, and nothing more until it is back', () => {
  const { presence, told, world } = openPhone();
  presence.tell(textId, here);
  vi.advanceTimersByTime(1000);
  world.isQuiet = true;
  presence.look();
  vi.advanceTimersByTime(60_000);
  presence.tell(textId, there);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['text AAAA', 'text -']);
  world.isQuiet = false;
  presence.look();
  expect(told.at(-1)).toBe('text BBBB');
});

test('going on to another text leaves the one before', () => {
  const { presence, told } = openPhone();
  presence.tell(textId, here);
  vi.advanceTimersByTime(1000);
  presence.tell(newId(), here);
  expect(told).toEqual(['text AAAA', 'text -', 'other AAAA']);
});

test('an older server, which knows no such thing, is asked once', async () => {
  const { presence, told, world } = openPhone();
  world.failure = new CarnetError('not_found');
  presence.tell(textId, here);
  await vi.advanceTimersByTimeAsync(60_000);
  presence.tell(textId, there);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toHaveLength(1);
});

test('a server that asks to be left alone is, and without a network nothing breaks', async () => {
  const { presence, told, world } = openPhone();
  world.failure = new AskedToWait(new CarnetError('rate_limited'), 5000);
  presence.tell(textId, here);
  await vi.advanceTimersByTimeAsync(0);
  presence.tell(textId, there);
  await vi.advanceTimersByTimeAsync(4900);
  expect(told).toHaveLength(1);
  world.failure = new CarnetError('offline');
  await vi.advanceTimersByTimeAsync(10_200);
  expect(told).toHaveLength(3);
});

test('the others are listed once each, where they moved last; who leaves, or says nothing for 30 seconds, is gone', () => {
  const { presence } = openPhone();
  let others: readonly Other[] = [];
  const stop = presence.listen(textId, (now) => {
    others = now;
  });
  presence.hear(from(people.mentor, 'phone-page', here));
  presence.hear(from(people.mentor, 'laptop-page', there));
  presence.hear(from(people.mentee, 'my-other-phone', here));
  expect(others).toEqual([{ participantId: people.mentor, caret: there }]);
  presence.hear(from(people.mentor, 'laptop-page', null));
  expect(others).toEqual([{ participantId: people.mentor, caret: here }]);
  // The stream of a page that never was here says nothing of those that are.
  presence.hear({ ...from(people.mentor, 'third-page', null), textId: null });
  vi.advanceTimersByTime(29_000);
  expect(others).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(others).toEqual([]);
  presence.hear(from(people.mentor, 'phone-page', here));
  presence.hear({ ...from(people.mentor, 'phone-page', null), textId: null });
  expect(others).toEqual([]);
  stop();
});

test('who is there already tells it to somebody who has just come', () => {
  const { presence, told } = openPhone();
  presence.tell(textId, here);
  vi.advanceTimersByTime(1000);
  presence.hear(from(people.mentor, 'phone-page', there));
  expect(told).toEqual(['text AAAA', 'text AAAA']);
  presence.hear(from(people.mentor, 'phone-page', here));
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(2);
});
