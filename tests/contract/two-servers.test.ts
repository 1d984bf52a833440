import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { blobKey } from '#server/blobs/blob-port.ts';
import { openS3Blobs } from '#server/blobs/s3.ts';
import { createInvitation } from '#server/invitations.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices } from '#server/services.ts';
import { storeBytes } from '#store/blobs.ts';
import { readSignIns } from '#store/sign-in.ts';
import { type Device, openDevice, settle } from '../faults/device.ts';
import { idMaker, sampleExchange, sampleExpense, sampleObjective, sampleReceipt, seededRandom } from '../fixtures.ts';
import { startS3 } from './s3-server.ts';
import { type SharedServer, startBalancer, startSharedServer } from './shared-servers.ts';

const seed = 4;
const newId = idMaker(0x25);

/** Two server processes over one PostgreSQL and one S3, with an exchange, and a balancer in front of them. */
async function openTwoServers() {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-two-'));
  const s3 = await startS3(join(folder, 's3'));
  const databaseUrl = await newDatabase();
  const services = await openServices(join(folder, 'data'), () => {}, { databaseUrl, s3: s3.options });
  const env = {
    DATABASE_URL: databaseUrl,
    S3_ENDPOINT: s3.options.endpoint,
    S3_BUCKET: s3.options.bucket,
    S3_ACCESS_KEY_ID: s3.options.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.options.secretAccessKey,
  };
  const servers = [await startSharedServer(env), await startSharedServer(env)] as const;
  const balancer = await startBalancer(servers);
  onTestFinished(async () => {
    balancer.stop();
    for (const server of servers) await server.kill();
    await closeServices(services);
    await s3.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const exchangeId = newId();
  const hub = { participantId: newId(), role: 'hub', name: 'exchange.create' } as const;
  await seedMutations(services, exchangeId, [{ ...hub, args: { ...sampleExchange, id: exchangeId } }]);
  async function signIn(role: 'mentee' | 'mentor', origin: string): Promise<Device> {
    const person = { participantId: newId(), name: role, exchangeId, role };
    const { secret } = await createInvitation(services, origin, person);
    const device = await openDevice(role, origin, secret);
    onTestFinished(() => device.loop.stop());
    return device;
  }
  return { servers, balancer, databaseUrl, blobs: openS3Blobs(s3.options), exchangeId, signIn };
}

async function newDatabase(): Promise<string> {
  const url = new URL(inject('postgres'));
  const name = `two_${newId().replaceAll('-', '')}`;
  await query(url.href, `create database ${name} template migrated`);
  url.pathname = name;
  return url.href;
}

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function addReceipt({ store }: Device, random: () => number): Promise<string> {
  const bytes = new Uint8Array(200_000 + Math.floor(random() * 500_000)).fill(Math.floor(random() * 256));
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const { exchangeId, participantId } = store.context;
  const { hash, size } = await storeBytes(
    store.db,
    exchangeId,
    { bytes: bytes.buffer, type: 'image/jpeg' },
    store.now(),
  );
  const expense = sampleExpense(store.newId(), participantId);
  await store.mutateAll([
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: { ...sampleReceipt(store.newId(), expense.id, hash, participantId), size } },
  ]);
  return hash;
}

async function rowsOf({ store }: Device) {
  return (await store.db.rows.toArray()).map(({ kind, id, row }) => [`${kind}/${id}`, row]);
}

test('two servers over one PostgreSQL and S3, killed in turn, lose nothing and double nothing', async () => {
  const { servers, balancer, databaseUrl, blobs, exchangeId, signIn } = await openTwoServers();
  const phones = [await signIn('mentee', balancer.origin), await signIn('mentor', balancer.origin)];
  const random = seededRandom(seed);
  const photos: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const sends = Promise.race(phones.map(({ requests }) => requests.nextOf(turn % 3 === 0 ? 'push' : 'upload')));
    for (const phone of phones) {
      await phone.store.mutate('objective.add', sampleObjective(phone.store.newId(), `turn ${turn}`));
      photos.push(await addReceipt(phone, random));
      phone.loop.wake();
    }
    await sends;
    await killAndStart(servers[turn % 2]);
  }
  expect(await settle(phones)).toEqual([]);
  const [mentee, mentor] = await Promise.all(phones.map(rowsOf));
  expect(Object.fromEntries(mentor ?? [])).toEqual(Object.fromEntries(mentee ?? []));
  expect(mentee?.filter(([key]) => String(key).startsWith('objective/'))).toHaveLength(12);
  const twice = `select mutation_id from mutations where code is null group by mutation_id having count(distinct version) > 1`;
  expect(await query(databaseUrl, twice)).toEqual([]);
  for (const hash of photos) {
    const bytes = await blobs.get(blobKey(exchangeId, hash));
    const stored = bytes && Buffer.from(await new Response(bytes).arrayBuffer());
    expect(stored && createHash('sha256').update(stored).digest('hex')).toBe(hash);
    for (const { store } of phones) expect(await store.db.blobBytes.get(hash)).toBeDefined();
  }
}, 180_000);

async function killAndStart(server: SharedServer | undefined): Promise<void> {
  await server?.kill();
  await server?.start();
}

test('a push to one server is told to a phone that listens at the other', async () => {
  const { servers, signIn } = await openTwoServers();
  const here = await signIn('mentee', servers[0].origin);
  const there = await signIn('mentor', servers[1].origin);
  const { participantId, exchangeId } = there.store.context;
  const token = (await readSignIns()).all.find((signIn) => signIn.participantId === participantId)?.token;
  const headers = { Authorization: `Bearer ${token}` };
  const stream = await fetch(`${servers[1].origin}/api/events?exchange=${exchangeId}`, { headers });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => reader?.cancel());
  const versions: number[] = [];
  const listen = async () => {
    for (let heard = ''; reader; ) {
      const { done, value } = await reader.read();
      if (done) return;
      heard += value;
      versions.splice(
        0,
        Number.POSITIVE_INFINITY,
        ...Array.from(heard.matchAll(/"version":(\d+)/g), ([, v]) => Number(v)),
      );
    }
  };
  void listen().catch(() => undefined);
  await expect.poll(() => versions).toEqual([1]);
  await here.store.mutate('objective.add', sampleObjective(here.store.newId()));
  await here.loop.runNow();
  await expect.poll(() => versions).toContain(2);
});
