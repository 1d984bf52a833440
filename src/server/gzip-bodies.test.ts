import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import { gzipBodies } from './gzip-bodies.ts';

const app = new Hono();
app.onError((error, c) => c.text(error instanceof CarnetError ? error.code : 'internal', 400));
app.use(gzipBodies(1000));
app.post('/', async (c) => c.text(await c.req.text()));

async function send(body: string | Uint8Array<ArrayBuffer>, coding?: string): Promise<string> {
  const headers = coding === undefined ? {} : { 'Content-Encoding': coding };
  return (await app.request('/', { method: 'POST', body, headers })).text();
}

const packed = (text: string) => new Uint8Array(gzipSync(text));

test('a message that was sent packed is read as what it was', async () => {
  expect(await send(packed('{"type":"push"} – нотатка'), 'gzip')).toBe('{"type":"push"} – нотатка');
  expect(await send('{"type":"push"}')).toBe('{"type":"push"}');
});

test('a small message that unpacks to a large one is refused before it fills the memory', async () => {
  expect(await send(packed('0'.repeat(50_000_000)), 'gzip')).toBe('too_large');
});

test('what is not what its header says is refused', async () => {
  expect(await send('{"type":"push"}', 'gzip')).toBe('bad_json');
  expect(await send(packed('x').subarray(0, 5), 'gzip')).toBe('bad_json');
  expect(await send('{"type":"push"}', 'br')).toBe('bad_request');
});
