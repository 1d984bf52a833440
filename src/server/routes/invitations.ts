import { Hono } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import { lookRequestSchema, redeemRequestSchema } from '#domain/protocol.ts';
import { secretHashOf } from '../codes.ts';
import { toInvitation } from '../invitations.ts';
import { limitBody } from '../limit-body.ts';
import { limitByAddress } from '../rate-limit.ts';
import { readMessage } from '../read-message.ts';
import { hashSecret } from '../secrets.ts';
import { seedDeviceId } from '../seed.ts';
import type { Services } from '../services.ts';

const maxBodyBytes = 4096;

/** `POST /look` tells whom a link or a code is for; `POST /redeem` signs a device in with it, once. */
export function invitationRoutes(services: Services): Hono {
  const { storage, clock } = services;
  const routes = new Hono();
  routes.use(limitByAddress(services, 'invitation'), limitBody(maxBodyBytes));

  routes.post('/look', async (c) => {
    const { secret, deviceIds } = await readMessage(c, lookRequestSchema);
    const found = await storage.signIns.findInvitation(await secretHashOf(services, secret));
    if (!found) throw new CarnetError('invitation_unknown');
    const { usedByDevice, revokedAt, expiresAt } = found;
    // Told again to the device that has used it: its answer may have been lost, or the person opens the link once more.
    if (usedByDevice !== null && !deviceIds.includes(usedByDevice)) throw new CarnetError('invitation_used');
    if (revokedAt !== null) throw new CarnetError('invitation_revoked');
    if (usedByDevice === null && expiresAt <= clock().toISOString()) throw new CarnetError('invitation_expired');
    return c.json(await toInvitation(storage, found));
  });

  routes.post('/redeem', async (c) => {
    const { secret, deviceId, deviceName, token } = await readMessage(c, redeemRequestSchema);
    if (deviceId === seedDeviceId) throw new CarnetError('not_allowed');
    const result = await storage.signIns.redeem({
      secretHash: await secretHashOf(services, secret),
      deviceId,
      deviceName,
      tokenHash: hashSecret(token),
      at: clock().toISOString(),
    });
    if (typeof result === 'string') throw new CarnetError(result);
    return c.json(await toInvitation(storage, result));
  });

  return routes;
}
