import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { changedEventSchema } from '#domain/protocol.ts';
import { firstHubLink } from './first-hub.ts';
import { putBlob } from './seed.ts';
import { type RunningServer, startServer } from './serve.ts';
import { createExchange, noteAdd, sendPush, signIn, type TestApp } from './test-app.ts';

/** These go through a real socket: streams, cut connections, static files, shutdown. */

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(): Promise<{ server: RunningServer; app: TestApp }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'carnet-serve-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  const distDir = join(dataDir, 'dist');
  await mkdir(join(distDir, 'assets'), { recursive: true });
  await writeFile(join(distDir, 'index.html'), '<!doctype html><title>Carnet</title>');
  await writeFile(join(distDir, 'sw.js'), '/* worker */');
  await writeFile(join(distDir, '.built-from'), 'secret');
  await writeFile(join(distDir, 'assets', 'app-1a2b.js'), 'console.log(1);'.repeat(200));
  await writeFile(join(distDir, 'assets', 'packed-3c.js'), 'console.log(3);');
  await writeFile(join(distDir, 'assets', 'packed-3c.js.br'), brotliCompressSync('as the build has compressed it'));
  const server = await startServer({ dataDir, port: 0, distDir, log: () => {} });
  ends.push(() => server.close());
  const app: TestApp = {
    services: server.services,
    dataDir,
    fetch: (path, init) => fetch(server.origin + path, init),
    [Symbol.asyncDispose]: async () => {},
  };
  return { server, app };
}

test('the built app is served with its types, the shell for the app’s own addresses, and no more', async () => {
  const { server } = await start();
  const page = async (path: string) => {
    const response = await fetch(server.origin + path);
    const { headers } = response;
    return [
      response.status,
      headers.get('content-type')?.split(';')[0],
      headers.get('cache-control'),
      await response.text(),
    ];
  };
  const shell = '<!doctype html><title>Carnet</title>';
  expect(await page('/')).toEqual([200, 'text/html', 'no-cache', shell]);
  expect(await page('/expenses/new')).toEqual([200, 'text/html', 'no-cache', shell]);
  expect(await page('/sw.js')).toEqual([200, 'text/javascript', 'no-cache', '/* worker */']);
  expect((await page('/assets/app-1a2b.js')).slice(0, 3)).toEqual([
    200,
    'text/javascript',
    'public, max-age=31536000, immutable',
  ]);
  for (const path of [
    '/assets/gone-9z.js',
    '/robots.txt',
    '/.built-from',
    '/assets/%2e%2e/%2e%2e/carnet.sqlite',
    '/..%2fcarnet.sqlite',
  ]) {
    const [status, , , text] = await page(path);
    expect([path, status, text]).toEqual([path, 404, 'Not found']);
  }
  const { headers } = await fetch(server.origin);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).not.toMatch(/'unsafe-/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  for (const encoding of ['br', 'gzip']) {
    const packed = await fetch(`${server.origin}/assets/app-1a2b.js`, { headers: { 'Accept-Encoding': encoding } });
    expect(packed.headers.get('content-encoding')).toBe(encoding);
    expect(await packed.text()).toBe('console.log(1);'.repeat(200));
  }
  const packed = await fetch(`${server.origin}/assets/packed-3c.js`, { headers: { 'Accept-Encoding': 'br' } });
  expect(await packed.text()).toBe('as the build has compressed it');
  const etag = headers.get('etag') ?? '';
  expect((await fetch(server.origin, { headers: { 'If-None-Match': etag } })).status).toBe(304);
});

test('S7: the event stream tells the version at once, then each change, and ends with the server', async () => {
  const { server, app } = await start();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const response = await fetch(`${server.origin}/api/events?exchange=${exchangeId}`, {
    headers: { Authorization: `Bearer ${device.token}` },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  const nextVersion = async () => {
    const text = (await reader.read()).value ?? '';
    return changedEventSchema.parse(JSON.parse(text.split('data: ')[1] ?? '')).version;
  };
  expect(await nextVersion()).toBe(1);
  await sendPush(app, device, exchangeId, [noteAdd(device, 1)]);
  expect(await nextVersion()).toBe(2);
  await server.close();
  expect((await reader.read()).done).toBe(true);
  ends.pop();
});

test('S6: a piece whose connection was cut costs at most itself, over a real socket', async () => {
  const { server, app } = await start();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(100_000)]);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const base = { Authorization: `Bearer ${device.token}`, 'Tus-Resumable': '1.0.0' };
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const created = await app.fetch('/api/uploads', {
    method: 'POST',
    headers: {
      ...base,
      'Upload-Length': String(bytes.byteLength),
      'Upload-Metadata': `sha256 ${encode(hash)},exchange ${encode(exchangeId)},type ${encode('image/jpeg')}`,
    },
  });
  const url = created.headers.get('location') ?? '';
  await cutPatch(server.origin, url, base, bytes.subarray(0, 30_000), bytes.byteLength);

  const head = await app.fetch(url, { method: 'HEAD', headers: base });
  const offset = Number(head.headers.get('upload-offset'));
  expect(offset).toBeLessThanOrEqual(30_000);
  const rest = await app.fetch(url, {
    method: 'PATCH',
    headers: { ...base, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    body: bytes.subarray(offset),
  });
  expect(rest.status).toBe(204);
  const path = `/api/exchanges/${exchangeId}/blobs/${hash}`;
  const blob = await app.fetch(path, { headers: base });
  expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true);
  expect((await app.fetch(path, { method: 'HEAD', headers: base })).headers.get('content-length')).toBe('100003');
});

/** Sends the head of a PATCH and a part of its body, then breaks the connection. */
function cutPatch(
  origin: string,
  url: string,
  base: Record<string, string>,
  part: Uint8Array,
  promised: number,
): Promise<void> {
  const headers = {
    ...base,
    Host: 'localhost',
    'Upload-Offset': '0',
    'Content-Type': 'application/offset+octet-stream',
    'Content-Length': String(promised),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve) => {
    const socket = createConnection(Number(new URL(origin).port), '127.0.0.1', () => {
      socket.write(`PATCH ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      socket.write(part, () => setTimeout(() => socket.destroy(), 100));
    });
    socket.on('close', () => setTimeout(resolve, 100));
  });
}

test('a 60 MB body is refused with 413 over a real socket', async () => {
  const { server, app } = await start();
  const device = await signIn(app, await createExchange(app));
  const response = await fetch(`${server.origin}/api/sync/push`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${device.token}` },
    body: Buffer.alloc(60 * 1024 * 1024, ' '),
  }).catch(() => undefined);
  // Node may close the socket while the client still writes; an answer, when it comes, is a 413.
  if (response) expect([response.status, (await response.json()).code]).toEqual([413, 'too_large']);
  expect((await fetch(`${server.origin}/api/health`)).status).toBe(200);
});

test('the first Hub person gets a link as long as nobody of the Hub is signed in', async () => {
  const { server, app } = await start();
  expect(await firstHubLink(server.services, server.origin)).toMatch(/^http:\/\/localhost:\d+\/join#[\w-]{43}$/);
  expect(await firstHubLink(server.services, server.origin)).toBeDefined();
  await signIn(app, null, 'hub');
  expect(await firstHubLink(server.services, server.origin)).toBeUndefined();
});

test('seeded files are verified like uploaded ones', async () => {
  const { server, app } = await start();
  const exchangeId = await createExchange(app);
  const hash = await putBlob(server.services, exchangeId, Buffer.from('%PDF-1.4 bill'), 'application/pdf');
  expect(await server.services.storage.files.findBlob(exchangeId, hash)).toMatchObject({ size: 13 });
  const renamed = putBlob(server.services, exchangeId, Buffer.from('words'), 'image/jpeg');
  await expect(renamed).rejects.toMatchObject({ code: 'file_not_supported' });
  await expect(putBlob(server.services, exchangeId, Buffer.alloc(0), 'image/jpeg')).rejects.toMatchObject({
    code: 'file_empty',
  });
});
