import { expect, test } from 'vitest';
import { AskedToWait, createTransport, SequenceGap } from './transport.ts';

const request = { type: 'pull', protocol: 1, app: 'test', exchangeId: '', cursor: 0, ackedSeq: 0 } as const;

function answering(response: () => Response | Promise<Response>) {
  return createTransport({ fetch: async () => response(), origin: 'http://carnet.test', token: 'secret' });
}

test.each([
  ['a login page with 200', () => new Response('<html>Welcome to the hotel</html>'), 'not_carnet'],
  ['JSON of somebody else', () => Response.json({ hello: 'world' }), 'not_carnet'],
  ['half an answer', () => new Response('{"type":"pulled","chan'), 'not_carnet'],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
  ['401 with our error', () => Response.json({ type: 'error', code: 'unauthorized' }, { status: 401 }), 'unauthorized'],
  ['401 of a proxy', () => new Response('no', { status: 401 }), 'unauthorized'],
  ['413 of a proxy', () => new Response('', { status: 413 }), 'too_large'],
  ['429 of a proxy', () => new Response('', { status: 429 }), 'rate_limited'],
  ['502 of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 'unavailable'],
  ['403 of a firewall', () => new Response('blocked', { status: 403 }), 'not_carnet'],
])('%s is told apart as %s', async (_, response, code) => {
  await expect(answering(response).pull(request)).rejects.toMatchObject({ code });
});

test('S2: a gap tells from which number to go on', async () => {
  const gap = () => Response.json({ type: 'error', code: 'sequence_gap', lastSeq: 7 }, { status: 409 });
  const failure = await answering(gap)
    .pull(request)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SequenceGap);
  expect(failure).toMatchObject({ lastSeq: 7 });
});

test('the sign-in travels in a header, never in the address', async () => {
  const seen: Request[] = [];
  const fetch = async (sent: Request) => {
    seen.push(sent);
    return new Response('', { status: 500 });
  };
  await createTransport({ fetch, origin: 'http://carnet.test', token: 'secret' })
    .pull(request)
    .catch(() => undefined);
  expect(seen[0]?.headers.get('Authorization')).toBe('Bearer secret');
  expect(seen[0]?.url).toBe('http://carnet.test/api/sync/pull');
});

test.each([
  ['seconds', { 'Retry-After': '120' }, 120_000],
  [
    'a date, by the server’s own clock',
    { 'Retry-After': 'Wed, 01 Jan 2020 00:02:00 GMT', Date: 'Wed, 01 Jan 2020 00:00:30 GMT' },
    90_000,
  ],
])('a server that asks to be left alone for a while, in %s, is understood', async (_, headers, wait) => {
  for (const status of [429, 503]) {
    const failure = await answering(() => new Response('', { status, headers }))
      .pull(request)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AskedToWait);
    expect(failure).toMatchObject({ code: status === 429 ? 'rate_limited' : 'unavailable', wait });
  }
});

test.each(['', 'soon', '-5', 'Wed, 01 Jan 2020 00:02:00 GMT'])('Retry-After: %j asks for nothing', async (value) => {
  const failure = await answering(() => new Response('', { status: 503, headers: { 'Retry-After': value } }))
    .pull(request)
    .catch((error: unknown) => error);
  expect(failure).not.toBeInstanceOf(AskedToWait);
  expect(failure).toMatchObject({ code: 'unavailable' });
});
