import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { CarnetError } from '#domain/errors.ts';
import type { ChangedEvent } from '#domain/protocol.ts';
import { idSchema } from '#domain/scalars.ts';
import { assertMayOpen, deviceOf, type SignedIn, signedIn } from '../auth.ts';
import type { Services } from '../services.ts';

/** A comment this often (ms) keeps proxies from closing a quiet stream, and finds a phone that has gone. */
const heartbeatEvery = 25_000;

/** Tabs of one device that may listen at once, in this process: a page that is put aside lets go of its stream (S7). */
const maxStreams = 12;

/** @returns what counts a stream of a device in, and gives the function that counts it out; throws `rate_limited` */
function countStreams(): (deviceId: string) => () => void {
  const open = new Map<string, number>();
  return (deviceId) => {
    const count = (open.get(deviceId) ?? 0) + 1;
    if (count > maxStreams) throw new CarnetError('rate_limited', 'too many event streams');
    open.set(deviceId, count);
    return () => {
      const left = (open.get(deviceId) ?? 1) - 1;
      if (left > 0) open.set(deviceId, left);
      else open.delete(deviceId);
    };
  };
}

/** `GET /api/events?exchange=ID`: server-sent `changed` events, the current version first (S7). */
export function eventRoutes(services: Services): Hono<SignedIn> {
  const { storage, events, doors } = services;
  const enter = countStreams();
  const routes = new Hono<SignedIn>();

  routes.get('/', signedIn(services), async (c) => {
    const parsed = idSchema.safeParse(c.req.query('exchange'));
    if (!parsed.success) throw new CarnetError('bad_request', 'exchange');
    const exchangeId = parsed.data;
    assertMayOpen(c.var.device, exchangeId);
    doors.pass('events', c.var.device.id);
    const leave = enter(c.var.device.id);
    return streamEvents<ChangedEvent>(c, services, async (send, atEnd) => {
      const unsubscribe = events.subscribe(exchangeId, send);
      atEnd(() => {
        unsubscribe();
        leave();
      });
      // After subscribing, so that no change falls between.
      const version = await storage.read(exchangeId, (reader) => reader.version());
      send({ type: 'changed', exchangeId, version });
    });
  });

  return routes;
}

/**
 * Answers with a stream of events until the phone goes, the server closes, or the sign-in ends.
 *
 * @param begin subscribes, and hands over the way to end the subscription
 */
export function streamEvents<Event extends { type: string }>(
  c: Context<SignedIn>,
  services: Services,
  begin: (send: (event: Event) => void, atEnd: (unsubscribe: () => void) => void) => Promise<void>,
): Response {
  // Tells a buffering proxy (nginx) to pass each event on at once.
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    const ended = Promise.withResolvers<void>();
    // The sign-in was looked at when the stream began; a revoked one hears nothing more (S8).
    const ifSignedIn = async (write: () => Promise<unknown>) => {
      const device = await deviceOf(services, c.req.header('authorization')).catch(() => undefined);
      if (device) await write();
      else ended.resolve();
    };
    const send = (event: Event) =>
      void ifSignedIn(() => stream.writeSSE({ event: event.type, data: JSON.stringify(event) }));
    const forget = services.events.onClose(ended.resolve);
    const heartbeat = setInterval(() => void ifSignedIn(() => stream.write(': still here\n\n')), heartbeatEvery);
    stream.onAbort(ended.resolve);
    let unsubscribe = () => {};
    try {
      await begin(send, (end) => {
        unsubscribe = end;
      });
      await ended.promise;
    } finally {
      clearInterval(heartbeat);
      unsubscribe();
      forget();
    }
  });
}
