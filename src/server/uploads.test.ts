import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeServices } from './services.ts';
import { bearer, createExchange, get, newId, openTestApp, signIn, type TestApp, type TestDevice } from './test-app.ts';

type UploadOptions = { type?: string; hash?: string; size?: number; headers?: Record<string, string> };

function jpeg(size: number): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(size - 4)]);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function metadata(entries: Record<string, string>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

function create(app: TestApp, device: TestDevice, exchange: string, bytes: Uint8Array, options: UploadOptions = {}) {
  return app.fetch('/api/uploads', {
    method: 'POST',
    headers: {
      ...bearer(device.token),
      'Tus-Resumable': '1.0.0',
      'Upload-Length': String(options.size ?? bytes.byteLength),
      'Upload-Metadata': metadata({
        sha256: options.hash ?? sha256(bytes),
        exchange,
        type: options.type ?? 'image/jpeg',
      }),
      ...options.headers,
    },
  });
}

function patch(app: TestApp, device: TestDevice, url: string, offset: number, bytes: Uint8Array | ReadableStream) {
  const headers = {
    ...bearer(device.token),
    'Tus-Resumable': '1.0.0',
    'Upload-Offset': String(offset),
    'Content-Type': 'application/offset+octet-stream',
  };
  const body = bytes instanceof Uint8Array ? new Uint8Array(bytes) : bytes;
  // A stream as a body needs `duplex`, which the type of RequestInit does not know.
  return app.fetch(url, { method: 'PATCH', headers, body, duplex: 'half' } as RequestInit);
}

async function offsetOf(app: TestApp, device: TestDevice, url: string): Promise<number> {
  const headers = { ...bearer(device.token), 'Tus-Resumable': '1.0.0' };
  return Number((await app.fetch(url, { method: 'HEAD', headers })).headers.get('Upload-Offset'));
}

async function locationOf(response: Response): Promise<string> {
  expect(response.status).toBe(201);
  const location = response.headers.get('Location') ?? '';
  expect(location).toMatch(/^\/api\/uploads\/[0-9a-f]+$/);
  return location;
}

async function begin(
  app: TestApp,
  device: TestDevice,
  exchange: string,
  bytes: Uint8Array,
  options: UploadOptions = {},
) {
  return locationOf(await create(app, device, exchange, bytes, options));
}

async function codeOf(response: Response): Promise<[number, unknown]> {
  return [response.status, (await response.json()).code];
}

test('S6: a file arrives in pieces, is verified, and can be read by its exchange', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [device, partner, hub] = [
    await signIn(app, exchangeId),
    await signIn(app, exchangeId),
    await signIn(app, null, 'hub'),
  ];
  const bytes = jpeg(600_000);
  const path = `/api/exchanges/${exchangeId}/blobs/${sha256(bytes)}`;
  const url = await begin(app, device, exchangeId, bytes);
  for (let offset = 0; offset < bytes.byteLength; offset += 262_144) {
    expect((await get(app, device.token, path, 'HEAD')).status).toBe(404);
    expect((await patch(app, device, url, offset, bytes.subarray(offset, offset + 262_144))).status).toBe(204);
  }
  expect(await offsetOf(app, device, url)).toBe(bytes.byteLength);
  for (const reader of [device, partner, hub]) {
    expect((await get(app, reader.token, path, 'HEAD')).headers.get('Content-Length')).toBe('600000');
    const response = await get(app, reader.token, path);
    expect(sha256(await response.bytes())).toBe(sha256(bytes));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
    });
  }
  expect(await readdir(join(app.dataDir, 'blobs', 'pieces'))).toEqual([]);
});

test('S6: an upload goes on after the server was restarted', async () => {
  const before = await openTestApp();
  const exchangeId = await createExchange(before);
  const device = await signIn(before, exchangeId);
  const bytes = jpeg(5000);
  const url = await begin(before, device, exchangeId, bytes);
  await patch(before, device, url, 0, bytes.subarray(0, 3000));
  await closeServices(before.services);

  await using after = await openTestApp({}, before.dataDir);
  expect(await offsetOf(after, device, url)).toBe(3000);
  expect((await patch(after, device, url, 3000, bytes.subarray(3000))).status).toBe(204);
  expect((await get(after, device.token, `/api/exchanges/${exchangeId}/blobs/${sha256(bytes)}`)).status).toBe(200);
});

test('S6: a connection cut in the middle of a piece costs that piece at most', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const bytes = jpeg(5000);
  const url = await begin(app, device, exchangeId, bytes);
  await patch(app, device, url, 0, bytes.subarray(0, 2000));
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(2000, 2500));
      setTimeout(() => controller.error(new Error('cut')), 20);
    },
  });
  expect((await patch(app, device, url, 2000, cut)).status).toBeGreaterThanOrEqual(400);
  const offset = await offsetOf(app, device, url);
  expect(offset).toBe(2000);
  expect((await patch(app, device, url, offset, bytes.subarray(offset))).status).toBe(204);
  expect((await get(app, device.token, `/api/exchanges/${exchangeId}/blobs/${sha256(bytes)}`)).status).toBe(200);
});

test('a piece at the wrong place changes nothing', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const bytes = jpeg(100);
  const url = await begin(app, device, exchangeId, bytes);
  expect((await patch(app, device, url, 50, bytes.subarray(50))).status).toBe(409);
  expect((await patch(app, device, url, 0, Buffer.concat([bytes, bytes]))).status).toBe(413);
  expect(await offsetOf(app, device, url)).toBe(0);
});

test('S6: bytes that are not those of the hash are refused and removed', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const [bytes, claimed] = [jpeg(1000), sha256(jpeg(1000))];
  const url = await begin(app, device, exchangeId, bytes, { hash: claimed });
  expect(await codeOf(await patch(app, device, url, 0, bytes))).toEqual([460, 'hash_mismatch']);
  expect((await get(app, device.token, url)).status).toBe(404);
  expect((await get(app, device.token, `/api/exchanges/${exchangeId}/blobs/${claimed}`)).status).toBe(404);
  expect(await readdir(join(app.dataDir, 'blobs', 'pieces'))).toEqual([]);
});

test('files that cannot be taken are refused with the reason, the first time they are named', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const bytes = jpeg(100);
  const cases: [UploadOptions, number, string][] = [
    [{ size: 60 * 1024 * 1024 }, 413, 'file_too_large'],
    [{ size: 0 }, 400, 'file_empty'],
    [{ type: 'text/html' }, 415, 'file_not_supported'],
    [{ type: 'image/svg+xml' }, 415, 'file_not_supported'],
    [{ hash: 'ABC' }, 400, 'bad_request'],
    [{ headers: { 'Upload-Metadata': 'sha256' } }, 400, 'bad_request'],
    [{ headers: { 'Tus-Resumable': '9' } }, 400, 'bad_request'],
  ];
  for (const [options, status, code] of cases) {
    expect(await codeOf(await create(app, device, exchangeId, bytes, options))).toEqual([status, code]);
  }
});

test('a text renamed to .jpg, or one picture declared as another, is not supported', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const cases: [Uint8Array, string][] = [
    [Buffer.from('<script>alert(1)</script>'), 'image/jpeg'],
    [jpeg(100), 'image/png'],
    [jpeg(100), 'application/pdf'],
  ];
  for (const [bytes, type] of cases) {
    const url = await begin(app, device, exchangeId, bytes, { type });
    expect(await codeOf(await patch(app, device, url, 0, bytes))).toEqual([415, 'file_not_supported']);
    expect((await get(app, device.token, `/api/exchanges/${exchangeId}/blobs/${sha256(bytes)}`)).status).toBe(404);
  }
});

test('the same file uploaded twice completes twice and is kept once', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [one, two] = [await signIn(app, exchangeId), await signIn(app, exchangeId)];
  const bytes = Buffer.from('%PDF-1.7 receipt');
  for (const device of [one, two, one]) {
    const url = await begin(app, device, exchangeId, bytes, { type: 'application/pdf' });
    expect((await patch(app, device, url, 0, bytes)).status).toBe(204);
  }
  expect(await readdir(join(app.dataDir, 'blobs', 'blobs', exchangeId))).toEqual([sha256(bytes)]);
});

test('nobody uploads into, goes on with, or reads from an exchange that is not theirs', async () => {
  await using app = await openTestApp();
  const [own, other] = [await createExchange(app), await createExchange(app)];
  const [owner, neighbour, stranger] = [await signIn(app, own), await signIn(app, own), await signIn(app, other)];
  const bytes = jpeg(200);
  expect(await codeOf(await create(app, stranger, own, bytes))).toEqual([403, 'not_allowed']);
  expect(await codeOf(await create(app, stranger, newId(), bytes))).toEqual([403, 'not_allowed']);
  const url = await begin(app, owner, own, bytes);
  for (const thief of [neighbour, stranger]) {
    expect(await codeOf(await patch(app, thief, url, 0, bytes))).toEqual([404, 'not_found']);
    const headers = { ...bearer(thief.token), 'Tus-Resumable': '1.0.0' };
    expect((await app.fetch(url, { method: 'DELETE', headers })).status).toBe(404);
    for (const method of ['HEAD', 'DELETE']) {
      const disguised = `/api/uploads?x=/${url.split('/').at(-1)}`;
      expect((await app.fetch(disguised, { method, headers })).ok).toBe(false);
    }
  }
  expect((await patch(app, owner, url, 0, bytes)).status).toBe(204);
  const hash = sha256(bytes);
  expect(await codeOf(await get(app, stranger.token, `/api/exchanges/${own}/blobs/${hash}`))).toEqual([
    403,
    'not_allowed',
  ]);
  expect(await codeOf(await get(app, stranger.token, `/api/exchanges/${other}/blobs/${hash}`))).toEqual([
    404,
    'not_found',
  ]);
  for (const path of ['..%2f..%2fcarnet.sqlite', '%00', hash.toUpperCase()]) {
    expect((await get(app, owner.token, `/api/exchanges/${own}/blobs/${path}`)).status).toBe(404);
  }
});

test('S7: the other phones are told when a photo has been verified, since its row came before it', async () => {
  await using app = await openTestApp();
  const exchange = await createExchange(app);
  const device = await signIn(app, exchange);
  const told: string[] = [];
  app.services.events.subscribe(exchange, (event) => told.push(event.type));
  const bytes = jpeg(5000);
  const url = await locationOf(await create(app, device, exchange, bytes));
  await patch(app, device, url, 0, bytes.subarray(0, 2000));
  expect(told).toEqual([]);
  await patch(app, device, url, 2000, bytes.subarray(2000));
  await expect.poll(() => told).toEqual(['changed']);
});

test('an exchange, a person and a device each take so many files, and the one too many stays on the phone', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const { files } = app.services.storage;
  const createdAt = '2026-11-01T10:00:00.000Z';
  const file = { exchangeId, type: 'image/jpeg' as const, createdAt };
  const name = (index: number) => index.toString(16).padStart(64, '0');
  // Three gibibytes of one person, in files larger than any could be.
  await files.addBlob({ ...file, hash: name(1), size: 3 * 1024 ** 3 - 100, deviceId: device.id });
  expect((await create(app, device, exchangeId, jpeg(100))).status).toBe(201);
  const refused = await create(app, device, exchangeId, jpeg(101));
  expect([refused.status, (await refused.json()).code]).toEqual([507, 'files_full']);
  // Another person has room of their own, until the exchange is full.
  const other = await signIn(app, exchangeId, 'mentor');
  expect((await create(app, other, exchangeId, jpeg(101))).status).toBe(201);
  await files.addBlob({ ...file, hash: name(2), size: 5 * 1024 ** 3 });
  const full = await create(app, other, exchangeId, jpeg(101));
  expect([full.status, (await full.json()).code]).toEqual([507, 'files_full']);
  // The other exchange is not concerned.
  const elsewhere = await createExchange(app);
  expect((await create(app, await signIn(app, elsewhere), elsewhere, jpeg(101))).status).toBe(201);
});

test('uploads that are begun and never finished come to an end', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const statuses = new Set<number>();
  for (let index = 0; index < 201; index += 1) statuses.add((await create(app, device, exchangeId, jpeg(64))).status);
  expect([...statuses]).toEqual([201, 429]);
});

test('a file that came through counts for the participant who brought it', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const bytes = jpeg(500);
  const url = await locationOf(await create(app, device, exchangeId, bytes));
  await patch(app, device, url, 0, bytes);
  const usage = await app.services.storage.files.usage(exchangeId, device);
  expect(usage).toEqual({ files: 1, bytes: 500, ownFiles: 1, ownBytes: 500, begun: 0 });
  const other = await signIn(app, exchangeId);
  expect((await app.services.storage.files.usage(exchangeId, other)).ownBytes).toBe(0);
});
