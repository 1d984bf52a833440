import type { Hono } from 'hono';
import { protocolVersion } from '#domain/protocol.ts';
import { createInvitation } from '#server/invitations.ts';
import type { Services } from '#server/services.ts';
import { idMaker } from '../fixtures.ts';

const origin = 'http://localhost';
const newId = idMaker(0xbe);

/** A phone that is signed in, and asks over HTTP without a network between. */
export type BenchPhone = {
  readonly id: string;
  /** @returns the answer's text; throws when it is no answer */
  post(path: '/api/sync/push' | '/api/sync/pull', body: object): Promise<string>;
};

/** Signs a phone in to an exchange. */
export async function openBenchPhone(
  services: Services,
  app: Hono,
  { exchangeId, participantId }: { exchangeId: string; participantId: string },
): Promise<BenchPhone> {
  const invitation = { participantId, name: 'bench', exchangeId, role: 'mentor' } as const;
  const { secret } = await createInvitation(services, origin, invitation);
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const id = newId();
  const redeem = { type: 'redeem', secret, deviceId: id, deviceName: 'bench', token };
  await request(app, '/api/invitations/redeem', '', redeem);
  return {
    id,
    post(path, body) {
      const type = path.endsWith('push') ? 'push' : 'pull';
      return request(app, path, token, { type, protocol: protocolVersion, app: 'bench', exchangeId, ...body });
    },
  };
}

async function request(app: Hono, path: string, bearer: string, body: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` };
  const response = await app.fetch(new Request(origin + path, { method: 'POST', headers, body: JSON.stringify(body) }));
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return text;
}
