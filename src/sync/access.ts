import type * as z from 'zod/mini';
import {
  devicesResponseSchema,
  type Invited,
  invitationsResponseSchema,
  invitedSchema,
  type SignedInDevice,
  type Standing,
} from '#domain/access/messages.ts';
import { createTransport, parseAnswer, type TransportDeps } from './transport.ts';

type Person = { exchangeId: string | null; participantId: string; name?: string };

/** What the server offers for letting people and devices in and out, with one sign-in. All throw CarnetError. */
export function createAccess(deps: TransportDeps) {
  const transport = createTransport(deps);

  function post(path: string, body: object): Promise<Response> {
    const headers = { 'Content-Type': 'application/json' };
    return transport.send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async function ask<T>(path: string, body: object, schema: z.ZodMiniType<T>): Promise<T> {
    return parseAnswer(await post(path, body), schema);
  }

  return {
    invite: (person: Person): Promise<Invited> =>
      ask('/api/people/invite', { type: 'invite', ...person }, invitedSchema),
    async standings(exchangeId: string | null): Promise<Standing[]> {
      const body = { type: 'invitations', exchangeId };
      return (await ask('/api/people/list', body, invitationsResponseSchema)).people;
    },
    async takeBack({ exchangeId, participantId }: Person, devices: boolean): Promise<void> {
      await post('/api/people/revoke', { type: 'revoke', exchangeId, participantId, devices });
    },
    async devices(): Promise<SignedInDevice[]> {
      return (await parseAnswer(await transport.send('/api/devices'), devicesResponseSchema)).devices;
    },
    inviteDevice: (): Promise<Invited> => ask('/api/devices/invite', {}, invitedSchema),
    async signOutDevice(id: string): Promise<void> {
      await transport.send(`/api/devices/${id}`, { method: 'DELETE' });
    },
  };
}
