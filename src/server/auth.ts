import type { MiddlewareHandler } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import { secretSchema } from '#domain/scalars.ts';
import { hashSecret } from './secrets.ts';
import type { Services } from './services.ts';
import type { Device } from './storage.ts';

/** What a route behind {@link signedIn} finds in its context. */
export type SignedIn = { Variables: { device: Device } };

/**
 * A sign-in ends when it has not been used for this long (ms). Longer than an exchange takes from its first plan to its
 * report, so that it never ends by itself while it is needed; each use renews it.
 */
const validFor = 400 * 24 * 60 * 60 * 1000;

/** Until when a sign-in is good that was last used at an instant (ISO 8601). */
export function validUntil(lastSeenAt: string): string {
  return new Date(Date.parse(lastSeenAt) + validFor).toISOString();
}

/** “Last seen” is kept to this many ms, to spare a write per request. */
const seenEvery = 5 * 60 * 1000;

/** Lets only a device with a valid token through: `Authorization: Bearer <token>`. Others get `unauthorized`. */
export function signedIn(services: Pick<Services, 'storage' | 'clock' | 'doors'>): MiddlewareHandler<SignedIn> {
  const { storage, clock, doors } = services;
  return async (c, next) => {
    const device = await deviceOf(services, c.req.header('authorization'));
    if (!device) {
      doors.pass('token', doors.addressOf(c));
      throw new CarnetError('unauthorized');
    }
    doors.pass('request', device.id);
    const now = clock();
    if (now.getTime() - Date.parse(device.lastSeenAt) > seenEvery) {
      await storage.signIns.touchDevice(device.id, now.toISOString());
    }
    c.set('device', device);
    await next();
  };
}

/** The device that a request's sign-in belongs to; undefined when it was revoked, or has not been used for too long. */
export async function deviceOf(
  { storage, clock }: Pick<Services, 'storage' | 'clock'>,
  header: string | undefined,
): Promise<Device | undefined> {
  const [scheme, token, ...rest] = (header ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || rest.length > 0) return undefined;
  const parsed = secretSchema.safeParse(token);
  const device = parsed.success ? await storage.signIns.findDevice(hashSecret(parsed.data)) : undefined;
  return device && Date.parse(device.lastSeenAt) + validFor > clock().getTime() ? device : undefined;
}

/** A participant opens their own exchange and no other; Hub staff any. */
export function mayOpen(device: Device, exchangeId: string): boolean {
  return device.exchangeId === exchangeId || (device.exchangeId === null && device.role === 'hub');
}

/** @throws CarnetError `not_allowed`, whether or not there is such an exchange */
export function assertMayOpen(device: Device, exchangeId: string): void {
  if (!mayOpen(device, exchangeId)) throw new CarnetError('not_allowed', 'exchange');
}
