import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { uuidV7 } from '#domain/ids.ts';
import { protocolVersion, type WireMutation } from '#domain/protocol.ts';
import type { Role } from '#domain/scalars.ts';
import { createApp } from './app.ts';
import { createInvitation } from './invitations.ts';
import { Doors } from './rate-limit.ts';
import { createSecret } from './secrets.ts';
import { seedMutations } from './seed.ts';
import { closeServices, openServices, type Services } from './services.ts';

/** The server's tests speak to the whole application over a real database and a real folder. */

export type TestDevice = { readonly id: string; readonly token: string; readonly participantId: string };
export type TestApp = {
  readonly services: Services;
  readonly dataDir: string;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Closes and removes everything. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export async function openTestApp(overrides: Partial<Services> = {}, dataDir?: string): Promise<TestApp> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'carnet-server-')));
  const services = {
    ...(await openServices(folder, () => {}, { databaseUrl: await databaseOf(folder) })),
    // The doors go by the test's clock as well.
    ...(overrides.clock && { doors: new Doors(overrides.clock) }),
    ...overrides,
  };
  const app = createApp(services);
  return {
    services,
    dataDir: folder,
    fetch: async (path, init) => app.fetch(new Request(`http://localhost:8787${path}`, init)),
    [Symbol.asyncDispose]: async () => {
      await closeServices(services);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Makes the store itself fail when a row that holds `text` is written, as a full disk would.
 * @returns the way to mend it
 */
export async function breakStore({ dataDir }: TestApp, text: string): Promise<() => Promise<void>> {
  const url = await databaseOf(dataDir);
  if (url === undefined) {
    const file = new DatabaseSync(join(dataDir, 'carnet.sqlite'));
    file.exec(`create trigger full_disk before insert on rows when new.value like '%${text}%'
      begin select raise(abort, 'the disk is full'); end`);
    return async () => {
      file.exec('drop trigger full_disk');
      file.close();
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`alter table rows add constraint full_disk check (value not like '%${text}%')`);
  return async () => {
    await client.query('alter table rows drop constraint full_disk');
    await client.end();
  };
}

/** Where the run has a PostgreSQL, each data folder has a database of its own there; otherwise SQLite. */
export async function databaseOf(folder: string): Promise<string | undefined> {
  const server = process.env.CARNET_TEST_POSTGRES;
  if (server === undefined) return undefined;
  const name = `test_${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${name} template migrated`);
  await client.end();
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

export function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

export function newSecret(): string {
  return createSecret((size) => crypto.getRandomValues(new Uint8Array(size)));
}

/** An exchange as the Hub creates it. @returns its id */
export async function createExchange({ services }: TestApp, topic = 'Edit-a-thons'): Promise<string> {
  const id = newId();
  const args = {
    id,
    topic,
    format: 'mentee-travels',
    menteeCommunity: 'Wikimedia Community A',
    mentorCommunity: 'Wikimedia Community B',
    hostCity: 'Belgrade',
    hostZone: 'Europe/Belgrade',
    firstDay: '2026-11-23',
    lastDay: '2026-11-27',
    currency: 'EUR',
    venue: '',
    address: '',
    createdAt: '2026-11-01T10:00:00.000Z',
  };
  await seedMutations(services, id, [{ participantId: newId(), role: 'hub', name: 'exchange.create', args }]);
  return id;
}

/** Invites a new participant and redeems the link on a new device. */
export async function signIn(app: TestApp, exchangeId: string | null, role: Role = 'mentee'): Promise<TestDevice> {
  const participantId = newId();
  const input = { participantId, name: 'Олена', exchangeId, role };
  const { secret } = await createInvitation(app.services, 'http://localhost', input);
  const device = { id: newId(), token: newSecret(), participantId };
  const response = await redeem(app, secret, device);
  if (!response.ok) throw new Error(await response.text());
  return device;
}

export function redeem(
  app: TestApp,
  secret: string,
  { id, token }: Pick<TestDevice, 'id' | 'token'>,
): Promise<Response> {
  return post(app, undefined, '/api/invitations/redeem', {
    type: 'redeem',
    secret,
    deviceId: id,
    deviceName: 'Pixel',
    token,
  });
}

export function post(app: TestApp, token: string | undefined, path: string, body: unknown): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return app.fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...bearer(token) },
    body: text,
  });
}

export function get(app: TestApp, token: string | undefined, path: string, method = 'GET'): Promise<Response> {
  return app.fetch(path, { method, headers: bearer(token) });
}

export function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

export function pushBody(exchangeId: string, mutations: readonly WireMutation[]) {
  return { type: 'push', protocol: protocolVersion, app: 'test', exchangeId, mutations };
}

export function sendPush(app: TestApp, device: TestDevice, exchangeId: string, mutations: readonly WireMutation[]) {
  return post(app, device.token, '/api/sync/push', pushBody(exchangeId, mutations));
}

export function sendPull(app: TestApp, device: TestDevice, exchangeId: string, cursor = 0, ackedSeq = 0) {
  const body = { type: 'pull', protocol: protocolVersion, app: 'test', exchangeId, cursor, ackedSeq };
  return post(app, device.token, '/api/sync/pull', body);
}

/** A note that this device wrote, as the outbox holds it. */
export function noteAdd(device: TestDevice, seq: number, body = `note ${seq}`): WireMutation {
  const args = { id: newId(), body, createdBy: device.participantId, createdAt: '2026-11-23T10:00:00.000Z' };
  return { id: newId(), seq, name: 'note.add', args };
}
