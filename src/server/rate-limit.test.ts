import { expect, test } from 'vitest';
import { Doors, TooMany } from './rate-limit.ts';
import {
  createExchange,
  get,
  newId,
  newSecret,
  noteAdd,
  openTestApp,
  post,
  redeem,
  sendPull,
  sendPush,
  signIn,
  type TestApp,
} from './test-app.ts';

function clockOf(time: { now: number }) {
  return () => new Date(time.now);
}

function countPassed(doors: Doors, sender: string, tries: number): number {
  let passed = 0;
  for (let index = 0; index < tries; index += 1) {
    try {
      doors.pass('invitation', sender);
      passed += 1;
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
    }
  }
  return passed;
}

test('a door lets a burst through, then so many a minute, and each sender for itself', () => {
  const time = { now: 0 };
  const doors = new Doors(clockOf(time));
  expect(countPassed(doors, 'a', 200)).toBe(120);
  expect(countPassed(doors, 'b', 10)).toBe(10);
  time.now += 10_000;
  expect(countPassed(doors, 'a', 200)).toBe(10);
  // A clock that was set back, and comes forward again, gives nothing twice.
  time.now -= 3_600_000;
  expect(countPassed(doors, 'a', 200)).toBe(0);
});

test('whom it forgets are the ones that have not asked for longest, however many ask', () => {
  const doors = new Doors(clockOf({ now: 0 }));
  expect(countPassed(doors, 'busy', 200)).toBe(120);
  for (let sender = 0; sender < 19_000; sender += 1) doors.pass('invitation', String(sender));
  expect(countPassed(doors, 'busy', 200)).toBe(0);
  for (let sender = 0; sender < 25_000; sender += 1) doors.pass('invitation', `other ${sender}`);
  expect(countPassed(doors, 'busy', 200)).toBe(120);
});

async function openAt(time: { now: number }): Promise<TestApp> {
  const clock = clockOf(time);
  return openTestApp({ clock, doors: new Doors(clock) });
}

async function until429(ask: () => Promise<Response>, most: number): Promise<{ tries: number; last: Response }> {
  for (let tries = 1; tries <= most; tries += 1) {
    const last = await ask();
    if (last.status === 429) return { tries, last };
    await last.body?.cancel();
  }
  throw new Error(`${most} went through`);
}

const knocks: Record<string, (app: TestApp) => Promise<() => Promise<Response>>> = {
  'links that are none': async (app) => () => redeem(app, newSecret(), { id: newId(), token: newSecret() }),
  'typed codes': async (app) => () =>
    post(app, undefined, '/api/invitations/look', { type: 'look', secret: 'K3D9W7XQ2M', deviceIds: [] }),
  'tokens that are none': async (app) => () => get(app, newSecret(), '/api/me'),
  'event streams': async (app) => {
    const exchangeId = await createExchange(app);
    const { token } = await signIn(app, exchangeId);
    return () => get(app, token, `/api/events?exchange=${exchangeId}`);
  },
  'event streams of the board': async (app) => {
    const { token } = await signIn(app, null, 'hub');
    return () => get(app, token, '/api/hub/events');
  },
  pushes: async (app) => {
    const exchangeId = await createExchange(app);
    const device = await signIn(app, exchangeId);
    const same = [noteAdd(device, 1)];
    return () => sendPush(app, device, exchangeId, same);
  },
  pulls: async (app) => {
    const exchangeId = await createExchange(app);
    const device = await signIn(app, exchangeId);
    return () => sendPull(app, device, exchangeId);
  },
  'places where somebody writes': async (app) => {
    const exchangeId = await createExchange(app);
    const { token } = await signIn(app, exchangeId);
    const message = { type: 'presence', page: 'page-one', textId: newId(), caret: null };
    return () => post(app, token, `/api/exchanges/${exchangeId}/presence`, message);
  },
  'links for further devices': async (app) => {
    const { token } = await signIn(app, await createExchange(app));
    return () => post(app, token, '/api/devices/invite', {});
  },
};

const mosts: Record<string, number> = {
  'typed codes': 61,
  pushes: 1201,
  pulls: 3001,
};

for (const [name, prepare] of Object.entries(knocks)) {
  test(`${name}: too many are answered with 429 and when to come again`, { timeout: 120_000 }, async () => {
    const time = { now: Date.now() };
    await using app = await openAt(time);
    const ask = await prepare(app);
    const { tries, last } = await until429(ask, mosts[name] ?? 121);
    expect(tries).toBeGreaterThan(10);
    expect(await last.json()).toMatchObject({ type: 'error', code: 'rate_limited' });
    const wait = Number(last.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(0);
    time.now += wait * 1000;
    const later = await ask();
    expect(later.status).not.toBe(429);
    // A stream begins with a look into the store, which is about to be closed.
    await later.body?.getReader().read();
  });
}

test('behind a proxy of ours each address counts for itself; without one nobody can pretend to be another', async () => {
  const clock = clockOf({ now: 0 });
  for (const proxies of [1, 0]) {
    await using app = await openTestApp({ clock, doors: new Doors(clock, { proxies }) });
    const look = (address: string) =>
      app.fetch('/api/invitations/look', {
        method: 'POST',
        headers: { 'X-Forwarded-For': `6.6.6.6, ${address}` },
        body: '{}',
      });
    for (let tries = 0; tries < 120; tries += 1) await look('10.0.0.1');
    expect((await look('10.0.0.1')).status).toBe(429);
    expect((await look('10.0.0.2')).status).toBe(proxies === 1 ? 400 : 429);
  }
});
