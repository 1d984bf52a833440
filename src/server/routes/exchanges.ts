import { Hono } from 'hono';
import { type SignedIn, signedIn, validUntil } from '../auth.ts';
import { titleOf } from '../invitations.ts';
import type { Services } from '../services.ts';

/** `GET /exchanges`: what this sign-in may open. `GET /me`: whose sign-in it is. `DELETE /me`: ends it. */
export function exchangeRoutes(services: Services): Hono<SignedIn> {
  const { storage, clock } = services;
  const routes = new Hono<SignedIn>();

  routes.get('/exchanges', signedIn(services), async (c) =>
    c.json({ type: 'exchanges', exchanges: await storage.listExchanges(c.var.device.exchangeId) }),
  );

  routes.get('/me', signedIn(services), async (c) => {
    const { id, participantId, role, exchangeId, lastSeenAt } = c.var.device;
    const exchange = await titleOf(storage, exchangeId);
    return c.json({ type: 'me', deviceId: id, participantId, role, exchange, validUntil: validUntil(lastSeenAt) });
  });

  routes.delete('/me', signedIn(services), async (c) => {
    await storage.signIns.revokeDevice(c.var.device.id, clock().toISOString());
    return c.body(null, 204);
  });

  return routes;
}
