import { type Context, Hono } from 'hono';
import {
  type Invited,
  invitationsRequestSchema,
  inviteRequestSchema,
  revokeRequestSchema,
} from '#domain/access/messages.ts';
import { CarnetError } from '#domain/errors.ts';
import { assertMayOpen, type SignedIn, signedIn, validUntil } from '../auth.ts';
import { inviteDevice, invitePerson } from '../invitations.ts';
import { limitBody } from '../limit-body.ts';
import { readMessage } from '../read-message.ts';
import type { Services } from '../services.ts';
import type { Device } from '../storage.ts';

const maxBodyBytes = 4096;

/**
 * The Hub lets people in: `POST /invite` makes a new link and code for a person (sending again is the same, and ends
 * what was sent before), `POST /list` tells how far each has come, `POST /revoke` takes it back.
 */
export function hubInvitationRoutes(services: Services): Hono<SignedIn> {
  const { storage, clock } = services;
  const routes = new Hono<SignedIn>();
  routes.use(signedIn(services), limitBody(maxBodyBytes));

  routes.post('/invite', async (c) => {
    const { exchangeId, participantId, name } = await readMessage(c, inviteRequestSchema);
    assertHub(c.var.device, exchangeId);
    const person =
      exchangeId === null
        ? { name: name ?? 'Hub', role: 'hub' as const }
        : await storage.access.participantOf(exchangeId, participantId);
    if (!person) throw new CarnetError('not_found', 'participant');
    services.doors.pass('invite', c.var.device.id);
    return c.json(await invitePerson(services, { exchangeId, participantId, name: person.name, role: person.role }));
  });

  routes.post('/list', async (c) => {
    const { exchangeId } = await readMessage(c, invitationsRequestSchema);
    assertHub(c.var.device, exchangeId);
    const people = await storage.access.standings(exchangeId, clock().toISOString());
    return c.json({ type: 'invitations', people });
  });

  routes.post('/revoke', async (c) => {
    const { exchangeId, participantId, devices } = await readMessage(c, revokeRequestSchema);
    assertHub(c.var.device, exchangeId);
    if (devices && participantId === c.var.device.participantId && exchangeId === null)
      throw new CarnetError('not_allowed', 'yourself');
    await storage.access.revoke({ exchangeId, participantId }, clock().toISOString(), devices);
    return c.body(null, 204);
  });
  return routes;
}

function assertHub(device: Device, exchangeId: string | null): void {
  if (device.role !== 'hub') throw new CarnetError('not_allowed', 'role');
  if (exchangeId !== null) assertMayOpen(device, exchangeId);
  else if (device.exchangeId !== null) throw new CarnetError('not_allowed', 'exchange');
}

/** One's own devices: `GET /` lists them, `POST /invite` lets a further one in, `DELETE /:id` signs one out. */
export function deviceRoutes(services: Services): Hono<SignedIn> {
  const { storage, clock } = services;
  const routes = new Hono<SignedIn>();
  routes.use(signedIn(services));

  routes.get('/', async (c) => {
    const devices = await storage.access.devicesOf(c.var.device);
    return c.json({ type: 'devices', devices: devices.map((device) => told(device, c.var.device.id)) });
  });

  routes.post('/invite', async (c: Context<SignedIn>) => {
    services.doors.pass('device', c.var.device.id);
    const invited: Invited = await inviteDevice(services, c.var.device);
    return c.json(invited);
  });

  routes.delete('/:id', async (c) => {
    const own = await storage.access.devicesOf(c.var.device);
    const found = own.find(({ id }) => id === c.req.param('id'));
    if (!found) throw new CarnetError('not_found', 'device');
    await storage.signIns.revokeDevice(found.id, clock().toISOString());
    return c.body(null, 204);
  });
  return routes;
}

function told({ id, name, createdAt, lastSeenAt }: Device, current: string) {
  return { id, name, createdAt, lastSeenAt, validUntil: validUntil(lastSeenAt), current: id === current };
}
