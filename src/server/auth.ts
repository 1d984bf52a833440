import type { MiddlewareHandler } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import { secretSchema } from '#domain/scalars.ts';
import { hashSecret } from './secrets.ts';
import type { Services } from './services.ts';
import type { Device } from './storage.ts';

/** What a route behind {@link signedIn} finds in its context. */
export type SignedIn = { Variables: { device: Device } };

/** “Last seen” is kept to this many ms, to spare a write per request. */
const seenEvery = 5 * 60 * 1000;

/** Lets only a device with a valid token through: `Authorization: Bearer <token>`. Others get `unauthorized`. */
export function signedIn({ storage, clock }: Pick<Services, 'storage' | 'clock'>): MiddlewareHandler<SignedIn> {
  return async (c, next) => {
    const device = await deviceOf(storage, c.req.header('authorization'));
    if (!device) throw new CarnetError('unauthorized');
    const now = clock();
    if (now.getTime() - Date.parse(device.lastSeenAt) > seenEvery) {
      await storage.signIns.touchDevice(device.id, now.toISOString());
    }
    c.set('device', device);
    await next();
  };
}

/** The device that a request's sign-in belongs to; undefined when it was revoked. */
export async function deviceOf(storage: Services['storage'], header: string | undefined): Promise<Device | undefined> {
  const [scheme, token, ...rest] = (header ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || rest.length > 0) return undefined;
  const parsed = secretSchema.safeParse(token);
  return parsed.success ? storage.signIns.findDevice(hashSecret(parsed.data)) : undefined;
}

/** A participant opens their own exchange and no other; Hub staff any. */
export function mayOpen(device: Device, exchangeId: string): boolean {
  return device.exchangeId === exchangeId || (device.exchangeId === null && device.role === 'hub');
}

/** @throws CarnetError `not_allowed`, whether or not there is such an exchange */
export function assertMayOpen(device: Device, exchangeId: string): void {
  if (!mayOpen(device, exchangeId)) throw new CarnetError('not_allowed', 'exchange');
}
