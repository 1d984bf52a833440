import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { Doors } from '#server/rate-limit.ts';
import { putBlob } from '#server/seed.ts';
import {
  bearer,
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
} from '#server/test-app.ts';
import { doors, type Victim } from './doors.ts';

/** No participant of one exchange can read a byte of another: tried at every route that the server has. */

const topic = 'Sealed topic';
const words = 'Sealed words';
const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('Sealed picture'), randomBytes(20)]);

test('every route of the API says here what a stranger may not get from it', async () => {
  await using app = await openTestApp();
  expect(routesOf(app).filter((route) => !Object.hasOwn(doors, route))).toEqual([]);
  expect(Object.keys(doors).filter((door) => !routesOf(app).includes(door))).toEqual([]);
});

/** The routes that answer something; middleware is registered under `/*`, and what is left is a plain 404. */
function routesOf({ services }: TestApp): string[] {
  const all = createApp(services).routes.filter(({ path }) => path.startsWith('/api/') && !path.endsWith('*'));
  return [...new Set(all.map(({ method, path }) => `${method} ${path}`))];
}

test('a stranger, a participant of another exchange and a revoked phone get not a byte of an exchange', async () => {
  // More people sign in here within a second, from one address, than a server takes.
  await using app = await openTestApp({ doors: new Doors(() => new Date(), { factor: 100 }) });
  const victim = await openVictim(app);
  const own = await createExchange(app, 'Own');
  let tried = 0;
  for (const [door, attack] of Object.entries(doors)) {
    for (const [who, stranger] of Object.entries(await strangers(app, victim, own))) {
      for (const { path, method, body, headers } of attack(victim, own, stranger)) {
        const response = await app.fetch(path, {
          method,
          headers: { 'Content-Type': 'application/json', ...bearer(stranger.token || undefined), ...headers },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const told = await allOf(response);
        const label = `${door} as ${who}: ${method} ${path} → ${response.status}`;
        for (const secret of [topic, words, 'Sealed picture', victim.device.participantId, victim.device.token])
          expect(told.includes(secret), `${label} tells ${secret}`).toBe(false);
        tried += 1;
      }
    }
  }
  expect(tried).toBeGreaterThan(3 * Object.keys(doors).length);
  // All of it is still there for its own people.
  const page = await (await sendPull(app, victim.device, victim.exchangeId)).text();
  expect(page).toContain(words);
  const blob = await get(app, victim.device.token, `/api/exchanges/${victim.exchangeId}/blobs/${victim.hash}`);
  expect(Buffer.from(await blob.arrayBuffer()).equals(picture)).toBe(true);
});

test('whether another exchange, a file or an upload exists cannot be told from the answer', async () => {
  await using app = await openTestApp();
  const victim = await openVictim(app);
  const own = await createExchange(app, 'Own');
  const stranger = await signIn(app, own);
  const tus = { 'Tus-Resumable': '1.0.0' };
  const ask = async (path: string, method = 'GET') => {
    const response = await app.fetch(path, { method, headers: { ...bearer(stranger.token), ...tus } });
    return [response.status, await response.text()];
  };
  const guess = '0'.repeat(64);
  const there = `/api/exchanges/${victim.exchangeId}/blobs`;
  const nowhere = `/api/exchanges/${newId()}/blobs`;
  expect(await ask(`${there}/${victim.hash}`)).toEqual(await ask(`${nowhere}/${guess}`));
  expect(await ask(`${there}/${victim.hash}`)).toEqual(await ask(`${there}/${guess}`));
  expect(await ask(`/api/exchanges/${own}/blobs/${victim.hash}`)).toEqual(
    await ask(`/api/exchanges/${own}/blobs/${guess}`),
  );
  expect(await ask(`/api/uploads/${victim.uploadId}`, 'HEAD')).toEqual(await ask('/api/uploads/nothing', 'HEAD'));
  const copies = async (exchangeId: string, hash: string) => {
    const body = JSON.stringify({ type: 'copies', have: [], ask: [hash] });
    const headers = { ...bearer(stranger.token), 'Content-Type': 'application/json' };
    const response = await app.fetch(`/api/exchanges/${exchangeId}/copies`, { method: 'POST', headers, body });
    return (await response.text()).replace(hash, 'hash');
  };
  expect(await copies(own, victim.hash)).toEqual(await copies(own, guess));
  expect(await copies(victim.exchangeId, victim.hash)).toEqual(await copies(newId(), guess));
});

test('who listens to one exchange hears nothing of another', async () => {
  await using app = await openTestApp();
  const victim = await openVictim(app);
  const own = await createExchange(app, 'Own');
  const stranger = await signIn(app, own);
  const response = await get(app, stranger.token, `/api/events?exchange=${own}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await sendPush(app, victim.device, victim.exchangeId, [noteAdd(victim.device, 2)]);
  await sendPush(app, stranger, own, [noteAdd(stranger, 1)]);
  let heard = '';
  while (!heard.includes('"version":2')) heard += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  expect(heard).toContain(own);
  expect(heard).not.toContain(victim.exchangeId);
});

test('a row of one exchange cannot be reached by its id from another', async () => {
  await using app = await openTestApp();
  const victim = await openVictim(app);
  const own = await createExchange(app, 'Own');
  const stranger = await signIn(app, own);
  const page = await (await sendPull(app, victim.device, victim.exchangeId)).json();
  const note = page.changes.find(({ kind }: { kind: string }) => kind === 'note');
  const edit = { id: newId(), seq: 1, name: 'note.edit', args: { id: note.id, changes: { body: 'mine' } } };
  await sendPush(app, stranger, own, [edit]);
  const answer = await (await sendPull(app, stranger, own)).json();
  expect(answer.rejected).toMatchObject([{ seq: 1, code: 'not_found' }]);
  expect(await (await sendPull(app, victim.device, victim.exchangeId)).text()).toContain(words);
});

async function openVictim(app: TestApp): Promise<Victim> {
  const exchangeId = await createExchange(app, topic);
  const device = await signIn(app, exchangeId, 'mentor');
  await sendPush(app, device, exchangeId, [noteAdd(device, 1, words)]);
  const hash = await putBlob(app.services, exchangeId, picture, 'image/jpeg');
  const begun = { hash: 'ab'.repeat(32), type: 'image/jpeg' as const, size: 40, received: 8, pieces: [] };
  const uploadId = newId();
  const createdAt = new Date().toISOString();
  await app.services.storage.files.addUpload({ id: uploadId, exchangeId, deviceId: device.id, ...begun, createdAt });
  return { exchangeId, hash, uploadId, device };
}

/** Who has no business there; new ones for each door, since some doors end a sign-in. */
async function strangers(app: TestApp, victim: Victim, own: string): Promise<Record<string, TestDevice>> {
  const revoked = await signIn(app, victim.exchangeId);
  await app.services.storage.signIns.revokeDevice(revoked.id, new Date().toISOString());
  const nobody = { id: newId(), token: '', participantId: newId() };
  return { nobody, mentee: await signIn(app, own), mentor: await signIn(app, own, 'mentor'), revoked };
}

/** All that an answer says: headers and body. An event stream says what it has to say first, and is let go. */
async function allOf(response: Response): Promise<string> {
  const head = JSON.stringify([...response.headers]);
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return head + (await response.text());
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return head + new TextDecoder().decode(first?.value);
}
