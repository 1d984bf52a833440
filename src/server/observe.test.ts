import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger, logRequests } from './log.ts';
import { putBlob } from './seed.ts';
import { startServer } from './serve.ts';
import { closeServices, openServices } from './services.ts';
import { createExchange, get, newId, noteAdd, pushBody, sendPush, signIn, type TestApp } from './test-app.ts';

/** Through a real socket, with everything that an operator may switch on. */
async function start() {
  const dataDir = await mkdtemp(join(tmpdir(), 'carnet-observe-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  const watched = { observe: logRequests(logger), log: (line: string) => logger.warn(line) };
  const server = await startServer({ dataDir, port: 0, metrics: { port: 0, host: '127.0.0.1' }, ...watched });
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await server.close();
    isClosed = true;
  };
  onTestFinished(close);
  const app: TestApp = {
    services: server.services,
    dataDir,
    fetch: (path, init) => fetch(server.origin + path, init),
    [Symbol.asyncDispose]: async () => {},
  };
  return { server, app, lines, close, dataDir };
}

test('the log has a line per request, by its route, and nothing of the people, their words or their secrets', async () => {
  const { app, lines } = await start();
  const exchangeId = await createExchange(app, 'A secret topic');
  const device = await signIn(app, exchangeId);
  await sendPush(app, device, exchangeId, [noteAdd(device, 1, 'words of a person')]);
  const hash = await putBlob(app.services, exchangeId, Buffer.from('%PDF-1.4 bill'), 'application/pdf');
  await get(app, device.token, `/api/exchanges/${exchangeId}/blobs/${hash}`);
  await get(app, device.token, `/api/exchanges/${newId()}/blobs/${hash}`);
  await get(app, undefined, `/api/nothing?token=${device.token}`);
  await get(app, undefined, '/api/health');
  const records = lines.map((line) => JSON.parse(line));
  expect(records.map(({ level, method, route, status }) => [level, method, route, status])).toEqual([
    ['info', 'POST', '/api/invitations/redeem', 200],
    ['info', 'POST', '/api/sync/push', 200],
    ['info', 'GET', '/api/exchanges/:exchangeId/blobs/:hash', 200],
    ['info', 'GET', '/api/exchanges/:exchangeId/blobs/:hash', 403],
    ['info', 'GET', '/api/*', 404],
    ['debug', 'GET', '/api/health', 200],
  ]);
  for (const record of records) {
    expect(Object.keys(record).sort()).toEqual(['level', 'method', 'ms', 'msg', 'route', 'status', 'time']);
    expect(record.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  }
  const text = lines.join('');
  for (const secret of [device.token, device.id, device.participantId, exchangeId, hash, 'words', 'Олена', 'topic'])
    expect(text).not.toContain(secret);
});

test('a failure of the store is an error in the log, with its stack, and a 503', async () => {
  const { app, lines } = await start();
  const device = await signIn(app, await createExchange(app));
  await app.services.storage.close();
  expect((await get(app, device.token, '/api/exchanges')).status).toBeGreaterThanOrEqual(500);
  expect((await get(app, undefined, '/api/health')).status).toBe(503);
  const levels = lines.map((line) => JSON.parse(line).level);
  expect(levels).toContain('warn');
  expect(levels).toContain('error');
});

test('Prometheus reads, on a port of its own, how long each route took and how many phones listen', async () => {
  const { server, app } = await start();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const stream = await get(app, device.token, `/api/events?exchange=${exchangeId}`);
  onTestFinished(() => stream.body?.cancel());
  await sendPush(app, device, exchangeId, [noteAdd(device, 1)]);
  const read = await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`);
  expect(read.headers.get('content-type')).toContain('text/plain');
  const text = await read.text();
  const pushes = 'carnet_http_request_duration_seconds_count{method="POST",route="/api/sync/push",status="200"} 1';
  expect(text).toContain(pushes);
  expect(text).toContain('carnet_event_streams 1');
  expect(text).toMatch(/carnet_info\{version="[\d.]+",store="sqlite"\} 1/);
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  // The app's own port has none.
  expect((await fetch(`${server.origin}/metrics`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${server.metricsPort}/`)).status).toBe(404);
});

test('a server that is told to end finishes the push that it is receiving, and takes no other', async () => {
  const { server, app, close, dataDir } = await start();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const body = Buffer.from(JSON.stringify(pushBody(exchangeId, [noteAdd(device, 1, 'on its way')])));
  const port = Number(new URL(server.origin).port);
  const socket = createConnection(port, '127.0.0.1');
  await once(socket, 'connect');
  const answer = read(socket);
  socket.write(
    `POST /api/sync/push HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${device.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.byteLength}\r\n\r\n`,
  );
  socket.write(body.subarray(0, 60));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const closing = close();
  await expect.poll(() => connects(port)).toBe(false);
  socket.write(body.subarray(60));
  expect(await answer).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*"lastSeq":1/);
  await closing;
  const services = await openServices(dataDir, () => {});
  onTestFinished(() => closeServices(services));
  const notes = await services.storage.read(exchangeId, (reader) => reader.listRows('note'));
  expect(notes.map(({ body }) => body)).toEqual(['on its way']);
});

function read(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.includes('lastSeq')) resolve(text);
    });
    socket.on('close', () => resolve(text));
  });
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
