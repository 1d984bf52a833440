import 'fake-indexeddb/auto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { bytesToBase64 } from '#domain/base64.ts';
import { invitationSchema } from '#domain/protocol.ts';
import { openText, textField } from '#domain/text.ts';
import { createApp } from '#server/app.ts';
import { createInvitation } from '#server/invitations.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import { CarnetDb } from '#store/db.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { openStore, type Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { createSyncLoop } from '#sync/loop.ts';
import { createTransport, type Fetch, parseAnswer, requestJson } from '#sync/transport.ts';
import { sampleExchange } from '../fixtures.ts';

const origin = 'http://localhost:8787';

type Role = 'mentee' | 'mentor';
export type Phone = { store: Store; sync(): Promise<void> };

/** A real server on a folder that can be copied and put back, and two phones that reach it. */
export async function openWorld(newId: () => string) {
  const home = await mkdtemp(join(tmpdir(), 'carnet-history-'));
  const data = join(home, 'data');
  const exchangeId = newId();
  let services = await openServices(data, () => {});
  let server = createApp(services);
  const fetch: Fetch = async (request) => server.fetch(request);
  const hub = { participantId: newId(), role: 'hub', name: 'exchange.create' } as const;
  await seedMutations(services, exchangeId, [{ ...hub, args: { ...sampleExchange, id: exchangeId } }]);
  const mentee = await openPhone(services, fetch, newId, exchangeId, 'mentee');
  const mentor = await openPhone(services, fetch, newId, exchangeId, 'mentor');

  async function turnOff(work: () => Promise<void>): Promise<void> {
    await closeServices(services);
    await work();
    services = await openServices(data, () => {});
    server = createApp(services);
  }
  const phones = [mentee, mentor];
  onTestFinished(async () => {
    for (const { store } of phones) await store.db.delete();
    await closeServices(services);
    await rm(home, { recursive: true });
  });
  return {
    mentee,
    mentor,
    files: () => services.storage.files,
    exchangeId,
    /** Somebody else of a side. */
    async another(role: Role): Promise<Phone> {
      const phone = await openPhone(services, fetch, newId, exchangeId, role);
      phones.push(phone);
      return phone;
    },
    /** Writes of the Hub's, which no phone brings back. */
    seed: (calls: Parameters<typeof seedMutations>[2]) => seedMutations(services, exchangeId, calls),
    backup: (name: string) => turnOff(() => cp(data, join(home, name), { recursive: true })),
    async restore(name: string) {
      await turnOff(async () => {
        await rm(data, { recursive: true });
        await cp(join(home, name), data, { recursive: true });
      });
    },
  };
}

async function openPhone(
  services: Services,
  fetch: Fetch,
  newId: () => string,
  exchangeId: string,
  role: Role,
): Promise<Phone> {
  const participantId = newId();
  const { secret } = await createInvitation(services, origin, { participantId, name: role, exchangeId, role });
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const body = { type: 'redeem', secret, deviceId: newId(), deviceName: 'a phone', token };
  await parseAnswer(await requestJson(fetch, origin, '/api/invitations/redeem', body), invitationSchema);
  let clock = 1_790_000_000_000;
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const device = { now: () => ++clock, fillRandom };
  const store = openStore({ exchangeId, participantId, role }, device, new CarnetDb(newId()));
  const loop = createSyncLoop({
    store,
    transport: createTransport({ fetch, origin, token }),
    app: 'test',
    exclusively: (work) => work(),
    after: () => () => {},
    random: () => 0.5,
    connection: () => 'unknown',
  });
  return { store, sync: () => loop.runNow() };
}

export async function syncAll(...phones: Phone[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const phone of phones) await phone.sync();
}

/** Types at the end of a joint text, after what is there already. */
export async function write({ store }: Phone, textId: string, words: string): Promise<void> {
  const doc = openText(await listTextUpdates(store, textId));
  const typed = new Promise<Uint8Array>((resolve) => doc.once('update', resolve));
  doc.getText(textField).insert(doc.getText(textField).length, words);
  expect(await appendText(store, textId, bytesToBase64(await typed))).toBeUndefined();
}
