import { protocolVersion } from '#domain/protocol.ts';
import { builtInTemplate } from '#domain/template/schema.ts';
import { newId, newSecret, pushBody, type TestDevice } from '#server/test-app.ts';
import { sampleExchange } from '#tests/fixtures.ts';

/** What the tests of reading know of the exchange that is none of the asker's business. */
export type Victim = {
  readonly exchangeId: string;
  readonly hash: string;
  readonly uploadId: string;
  readonly device: TestDevice;
};

type Asked = { readonly path: string; readonly method: string; readonly body?: object; readonly headers?: HeadersInit };

/** Requests by which a stranger tries one door. `own` is the exchange that the stranger may open. */
export type Door = (victim: Victim, own: string, stranger: TestDevice) => Asked[];

/**
 * Every route of the server below /api, with what a stranger would try at it. A route that is not here fails the test:
 * say what it must not give away before it is opened.
 */
export const doors: Readonly<Record<string, Door>> = {
  'GET /api/health': () => [get('/api/health')],
  'POST /api/invitations/look': ({ device }) => [
    post('/api/invitations/look', { type: 'look', secret: newSecret(), deviceIds: [device.id] }),
    post('/api/invitations/look', { type: 'look', secret: device.token, deviceIds: [device.id] }),
  ],
  'POST /api/invitations/redeem': ({ device }) => [
    post('/api/invitations/redeem', redeem(newSecret(), device)),
    post('/api/invitations/redeem', redeem(device.token, device)),
  ],
  'POST /api/people/invite': ({ exchangeId, device }) => [
    post('/api/people/invite', { type: 'invite', exchangeId, participantId: device.participantId }),
    post('/api/people/invite', { type: 'invite', exchangeId: null, participantId: device.participantId, name: 'x' }),
  ],
  'POST /api/people/list': ({ exchangeId }, own) => [
    post('/api/people/list', { type: 'invitations', exchangeId }),
    post('/api/people/list', { type: 'invitations', exchangeId: own }),
    post('/api/people/list', { type: 'invitations', exchangeId: null }),
  ],
  'POST /api/people/revoke': ({ exchangeId, device }) => [
    post('/api/people/revoke', { type: 'revoke', exchangeId, participantId: device.participantId, devices: true }),
  ],
  'GET /api/devices': () => [get('/api/devices')],
  'POST /api/devices/invite': ({ device }) => [post('/api/devices/invite', { participantId: device.participantId })],
  'DELETE /api/devices/:id': ({ device }) => [{ path: `/api/devices/${device.id}`, method: 'DELETE' }],
  'POST /api/account/provider': () => [post('/api/account/provider', {})],
  'GET /api/account': () => [get('/api/account')],
  'DELETE /api/account': () => [{ path: '/api/account', method: 'DELETE' }],
  'POST /api/account/link': () => [post('/api/account/link', grant())],
  'POST /api/account/sign-in': () => [post('/api/account/sign-in', grant())],
  'POST /api/sync/push': ({ exchangeId }) => [
    post('/api/sync/push', pushBody(exchangeId, [{ id: newId(), seq: 1, name: 'note.add', args: {} }])),
  ],
  'POST /api/sync/pull': ({ exchangeId }, own) => [
    post('/api/sync/pull', pull(exchangeId)),
    post('/api/sync/pull', { ...pull(own), exchange: exchangeId }),
    post('/api/sync/pull', { ...pull(own), cursor: 1_000_000 }),
  ],
  'GET /api/events': ({ exchangeId }) => [
    get(`/api/events?exchange=${exchangeId}`),
    get(`/api/events?exchange=${exchangeId}&exchange=${exchangeId}`),
  ],
  'ALL /api/uploads/:id?': ({ uploadId, exchangeId, hash }, own) => [
    { path: `/api/uploads/${uploadId}`, method: 'HEAD', headers: tus },
    { path: `/api/uploads/${uploadId}`, method: 'GET', headers: tus },
    { path: `/api/uploads/${uploadId}`, method: 'PATCH', headers: { ...tus, 'Upload-Offset': '8', ...octets } },
    { path: `/api/uploads/${uploadId}`, method: 'DELETE', headers: tus },
    { path: `/api/uploads/x?a=/${uploadId}`, method: 'HEAD', headers: tus },
    begin(exchangeId, hash),
    // The same hash in one's own exchange begins from nothing: nobody learns that the bytes are there.
    begin(own, hash),
  ],
  'GET /api/exchanges/:exchangeId/blobs/:hash': ({ exchangeId, hash }, own) => [
    get(`/api/exchanges/${exchangeId}/blobs/${hash}`),
    get(`/api/exchanges/${own}/blobs/${hash}`),
    { path: `/api/exchanges/${own}/blobs/${hash}`, method: 'HEAD' },
    get(`/api/exchanges/${own}/blobs/..%2f..%2f${exchangeId}%2fblobs%2f${hash}`),
    get(`/api/exchanges/${own}%2f..%2f${exchangeId}/blobs/${hash}`),
  ],
  'POST /api/exchanges/:exchangeId/copies': ({ exchangeId, hash }, own) => [
    post(`/api/exchanges/${exchangeId}/copies`, { type: 'copies', have: [hash], ask: [hash] }),
    post(`/api/exchanges/${own}/copies`, { type: 'copies', have: [hash], ask: [hash] }),
  ],
  'POST /api/exchanges/:exchangeId/presence': ({ exchangeId, device }, own) => [
    post(`/api/exchanges/${exchangeId}/presence`, presence(newId())),
    post(`/api/exchanges/${own}/presence`, { ...presence(exchangeId), exchangeId, deviceId: device.id }),
  ],
  'POST /api/hub/board': ({ exchangeId }) => [
    post('/api/hub/board', { type: 'board', after: null, known: {} }),
    post('/api/hub/board', { type: 'board', after: null, only: [exchangeId], known: {} }),
  ],
  'POST /api/hub/exchanges': ({ exchangeId, device }) => [
    post('/api/hub/exchanges', {
      type: 'create',
      exchanges: [{ exchange: { ...sampleExchange, id: exchangeId }, people: [], sections: [] }],
    }),
    post('/api/hub/exchanges', { type: 'create', exchanges: [], participantId: device.participantId }),
  ],
  'POST /api/hub/trail': ({ exchangeId }, own) => [
    post('/api/hub/trail', { type: 'trail', exchangeId, before: null, participantId: null, noun: null }),
    post('/api/hub/trail', { type: 'trail', exchangeId: own, before: null, participantId: null, noun: null }),
  ],
  'GET /api/hub/template': () => [get('/api/hub/template')],
  'POST /api/hub/template': () => [post('/api/hub/template', { type: 'save-template', ...builtIn })],
  'GET /api/hub/events': () => [get('/api/hub/events')],
  'GET /api/calendars/feed/:file': ({ device }) => [
    get(`/api/calendars/feed/${newSecret()}.ics`),
    get(`/api/calendars/feed/${device.token}.ics`),
  ],
  'GET /api/calendars/:exchangeId': ({ exchangeId }) => [get(`/api/calendars/${exchangeId}`)],
  'POST /api/calendars/:exchangeId': ({ exchangeId }) => [post(`/api/calendars/${exchangeId}`, {})],
  'DELETE /api/calendars/:exchangeId': ({ exchangeId }) => [{ path: `/api/calendars/${exchangeId}`, method: 'DELETE' }],
  'GET /api/exchanges': () => [get('/api/exchanges')],
  'GET /api/rates': () => [get('/api/rates')],
  'GET /api/me': () => [get('/api/me')],
  'DELETE /api/me': () => [{ path: '/api/me', method: 'DELETE' }],
};

function grant() {
  return { type: 'grant', code: 'guessed', state: newSecret(), verifier: newSecret() };
}

function presence(textId: string) {
  return { type: 'presence', page: 'abcdefgh', textId, caret: { anchor: 'AAAA', head: 'AAAA' } };
}

const builtIn = { base: builtInTemplate.version, template: builtInTemplate.template };
const tus = { 'Tus-Resumable': '1.0.0' };
const octets = { 'Content-Type': 'application/offset+octet-stream' };

function get(path: string): Asked {
  return { path, method: 'GET' };
}

function post(path: string, body: object): Asked {
  return { path, method: 'POST', body };
}

function pull(exchangeId: string) {
  return { type: 'pull', protocol: protocolVersion, app: 'test', exchangeId, cursor: 0, ackedSeq: 0 };
}

function redeem(secret: string, { id }: TestDevice) {
  return { type: 'redeem', secret, deviceId: id, deviceName: 'x', token: newSecret() };
}

function begin(exchange: string, sha256: string): Asked {
  const entries = Object.entries({ sha256, exchange, type: 'image/jpeg' });
  const metadata = entries.map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  return {
    path: '/api/uploads',
    method: 'POST',
    headers: { ...tus, 'Upload-Length': '40', 'Upload-Metadata': metadata },
  };
}
