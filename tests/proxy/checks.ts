import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { maxFileBytes } from '#domain/expense/schema.ts';
import { maxPushBytes } from '#domain/protocol.ts';
import { createInvitation } from '#server/invitations.ts';
import type { Services } from '#server/services.ts';
import { createExchange, newId, newSecret, noteAdd, pushBody, type TestDevice } from '#server/test-app.ts';
import type { Answer, H2 } from './h2-client.ts';

type Deps = { h2: H2; another: H2; services: Services; redirect: () => Promise<string> };
/** @returns what was seen, in words; throws what was not as it should be */
type Check = () => Promise<string>;

const tus = { 'tus-resumable': '1.0.0' };
const pieceType = { 'content-type': 'application/offset+octet-stream' };

export function checksOf({ h2, another, services, redirect }: Deps): [name: string, check: Check][] {
  const app = { services, dataDir: '', fetch: () => Promise.reject(new Error('only through nginx')) };
  let exchangeId = '';
  let device: TestDevice = { id: '', token: '', participantId: '' };
  const bearer = () => ({ authorization: `Bearer ${device.token}` });
  const send = (client: H2, path: string, body: unknown) =>
    client.request(
      'POST',
      path,
      { ...bearer(), 'content-type': 'application/json' },
      Buffer.from(JSON.stringify(body)),
    );

  return [
    ['HTTP/2', async () => {
      const { status, body, headers } = await h2.request('GET', '/api/health');
      assert.equal(h2.protocol, 'h2');
      assert.equal(status, 200);
      assert.match(body.toString(), /"status":"ok"/);
      assert.match(headers['content-security-policy'] ?? '', /default-src/);
      return 'agreed on by ALPN; the health answer and the headers of security come through';
    }],
    ['Plain HTTP', async () => {
      const seen = await redirect();
      assert.equal(seen, '301 https://localhost/join');
      return 'is sent on to HTTPS';
    }],
    ['Sign-in', async () => {
      exchangeId = await createExchange({ ...app, [Symbol.asyncDispose]: async () => {} });
      const participantId = newId();
      const person = { participantId, name: 'Olena', exchangeId, role: 'mentee' } as const;
      const { secret } = await createInvitation(services, 'https://localhost', person);
      device = { id: newId(), token: newSecret(), participantId };
      const redeem = { type: 'redeem', secret, deviceId: device.id, deviceName: 'proxy', token: device.token };
      const { status } = await send(h2, '/api/invitations/redeem', redeem);
      assert.equal(status, 200);
      return 'a link is redeemed';
    }],
    ['Events', async () => {
      const stream = h2.open('GET', `/api/events?exchange=${exchangeId}`, bearer());
      stream.end();
      let heard = '';
      stream.on('data', (chunk) => { heard += chunk; });
      await until(() => heard.includes('"version":1'), 2000, 'the first event');
      const since = performance.now();
      // In the same connection, and in another: neither waits for the stream.
      assert.equal((await send(h2, '/api/sync/push', pushBody(exchangeId, [noteAdd(device, 1)]))).status, 200);
      await until(() => heard.includes('"version":2'), 2000, 'the event of a push in the same connection');
      const first = performance.now() - since;
      assert.equal((await send(another, '/api/sync/push', pushBody(exchangeId, [noteAdd(device, 2)]))).status, 200);
      await until(() => heard.includes('"version":3'), 2000, 'the event of a push in another connection');
      await until(() => heard.includes(': still here'), 30_000, 'the sign of life');
      stream.close();
      return `the first one at once, those of two pushes as they happen (push and event in ${Math.round(first)} ms), the sign of life after 25 s; nothing is held back`;
    }],
    ['A cut upload', async () => {
      const bytes = photo(4_000_000);
      const { url } = await create(h2, bytes);
      const cut = another.open('PATCH', url, { ...bearer(), ...tus, ...pieceType, 'upload-offset': '0', 'content-length': String(bytes.byteLength) });
      cut.on('error', () => {});
      cut.write(bytes.subarray(0, 1_500_000));
      await after(800);
      cut.destroy();
      await after(800);
      const kept = Number((await h2.request('HEAD', url, { ...bearer(), ...tus })).headers['upload-offset']);
      assert.ok(kept >= 0 && kept <= 1_500_000, `offset ${kept}`);
      const rest = await h2.request('PATCH', url, { ...bearer(), ...tus, ...pieceType, 'upload-offset': String(kept) }, bytes.subarray(kept));
      assert.equal(rest.status, 204);
      await same(h2, bytes);
      return `a piece whose connection broke in the middle cost that piece (it went on at byte ${kept}), the rest followed, and the whole came back byte for byte`;
    }],
    ['The largest photo', async () => {
      const bytes = photo(maxFileBytes);
      const { url } = await create(h2, bytes);
      const since = performance.now();
      const sent = await h2.request('PATCH', url, { ...bearer(), ...tus, ...pieceType, 'upload-offset': '0' }, bytes);
      assert.equal(sent.status, 204);
      const took = performance.now() - since;
      await same(another, bytes);
      return `${bytes.byteLength.toLocaleString('en')} bytes in one piece, in ${Math.round(took)} ms, and back`;
    }],
    ['Too large', async () => {
      const claimed = await h2.request('POST', '/api/uploads', { ...bearer(), ...tus, 'upload-length': String(maxFileBytes + 1), 'upload-metadata': metadata(photo(10)) });
      assert.deepEqual([claimed.status, codeOf(claimed)], [413, 'file_too_large']);
      const push = await h2.request('POST', '/api/sync/push', bearer(), Buffer.alloc(3 * maxPushBytes, ' '));
      assert.deepEqual([push.status, codeOf(push)], [413, 'too_large']);
      const huge = await another.request('POST', '/api/sync/push', bearer(), Buffer.alloc(40_000_000, ' '));
      assert.equal(huge.status, 413);
      return 'a photo and a push beyond the limits are refused by Carnet with its codes; 40 MB are refused by nginx before they reach it';
    }],
  ]; // biome-ignore format: a table of checks

  function metadata(bytes: Buffer): string {
    const encode = (text: string) => Buffer.from(text).toString('base64');
    return `sha256 ${encode(hashOf(bytes))},exchange ${encode(exchangeId)},type ${encode('image/jpeg')}`;
  }

  async function create(client: H2, bytes: Buffer): Promise<{ url: string }> {
    const headers = {
      ...bearer(),
      ...tus,
      'upload-length': String(bytes.byteLength),
      'upload-metadata': metadata(bytes),
    };
    const { status, headers: received } = await client.request('POST', '/api/uploads', headers);
    assert.equal(status, 201);
    return { url: received.location ?? '' };
  }

  async function same(client: H2, bytes: Buffer): Promise<void> {
    const { status, body } = await client.request(
      'GET',
      `/api/exchanges/${exchangeId}/blobs/${hashOf(bytes)}`,
      bearer(),
    );
    assert.equal(status, 200);
    assert.ok(body.equals(bytes), 'the photo came back otherwise');
  }
}

function photo(size: number): Buffer {
  const bytes = randomBytes(size);
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(bytes);
  return bytes;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function codeOf({ body }: Answer): unknown {
  return JSON.parse(body.toString()).code;
}

async function until(isSo: () => boolean, patience: number, what: string): Promise<void> {
  for (const end = performance.now() + patience; !isSo(); await after(5)) {
    if (performance.now() > end) throw new Error(`${what} did not come within ${patience} ms`);
  }
}
