import { Hono } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import { presenceRequestSchema } from '#domain/presence/messages.ts';
import { isShared } from '#domain/private.ts';
import { assertMayOpen, type SignedIn, signedIn } from '../auth.ts';
import { limitBody } from '../limit-body.ts';
import { readMessage } from '../read-message.ts';
import type { Services } from '../services.ts';

/** Two places in a text, and three ids. */
const maxBodyBytes = 2048;

/**
 * `POST /api/exchanges/:exchangeId/presence`: where in a joint text somebody writes, handed on to the other devices of
 * the exchange (`GET /api/events`) and forgotten. Nothing of it is stored or logged.
 */
export function presenceRoutes(services: Services): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.post('/:exchangeId/presence', signedIn(services), limitBody(maxBodyBytes), async (c) => {
    const { exchangeId } = c.req.param();
    const { id: deviceId, participantId, role } = c.var.device;
    assertMayOpen(c.var.device, exchangeId);
    if (role === 'hub') throw new CarnetError('not_allowed', 'role');
    services.doors.pass('presence', deviceId);
    const { page, textId, caret } = await readMessage(c, presenceRequestSchema);
    // Of what the others don't have (yet), or may not know of, there is nothing to tell.
    if (await isSharedText(services, exchangeId, textId)) {
      const event = { type: 'presence', participantId, page, textId, caret } as const;
      services.events.tellPresence({ exchangeId, deviceId, event });
    }
    return c.body(null, 204);
  });
  return routes;
}

async function isSharedText({ storage }: Services, exchangeId: string, textId: string): Promise<boolean> {
  return storage.read(exchangeId, async (reader) => {
    const texts = await Promise.all([reader.list('section'), reader.list('translation'), reader.list('session')]);
    return texts.flat().some((row) => row.id === textId && isShared(row));
  });
}
