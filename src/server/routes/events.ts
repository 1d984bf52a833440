import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { CarnetError } from '#domain/errors.ts';
import { type PresenceEvent, pageIdSchema } from '#domain/presence/messages.ts';
import type { ChangedEvent } from '#domain/protocol.ts';
import { idSchema } from '#domain/scalars.ts';
import { assertMayOpen, deviceOf, type SignedIn, signedIn } from '../auth.ts';
import type { EventStreams } from '../event-streams.ts';
import type { Services } from '../services.ts';

/** A comment this often (ms) keeps proxies from closing a quiet stream, and finds a phone that has gone. */
const heartbeatEvery = 25_000;

/**
 * `GET /api/events?exchange=ID&page=PAGE`: server-sent `changed` events, the current version first (S7), and `presence`
 * events of the other devices. When the stream of a page ends, the others hear that nobody writes there any more.
 */
export function eventRoutes(services: Services, streams: EventStreams): Hono<SignedIn> {
  const { storage, events } = services;
  const routes = new Hono<SignedIn>();

  routes.get('/', signedIn(services), async (c) => {
    const parsed = idSchema.safeParse(c.req.query('exchange'));
    if (!parsed.success) throw new CarnetError('bad_request', 'exchange');
    const exchangeId = parsed.data;
    assertMayOpen(c.var.device, exchangeId);
    const { id: deviceId, participantId } = c.var.device;
    const page = pageIdSchema.safeParse(c.req.query('page'));
    return streamEvents<ChangedEvent | PresenceEvent>(c, { ...services, streams }, async (send, atEnd) => {
      const unsubscribe = events.subscribe(exchangeId, send);
      const stopHearing = events.hearPresence(exchangeId, (told) => told.deviceId !== deviceId && send(told.event));
      atEnd(() => {
        unsubscribe();
        stopHearing();
        if (!page.success) return;
        const event = { type: 'presence', participantId, page: page.data, textId: null, caret: null } as const;
        events.tellPresence({ exchangeId, deviceId, event });
      });
      // After subscribing, so that no change falls between.
      const version = await storage.read(exchangeId, (reader) => reader.version());
      send({ type: 'changed', exchangeId, version });
    });
  });

  return routes;
}

/**
 * Answers with a stream of events until the phone goes, the server closes, the sign-in ends, or the device has opened
 * too many others since.
 *
 * @param begin subscribes, and hands over the way to end the subscription
 * @throws CarnetError `rate_limited` when the device opens them too often
 */
export function streamEvents<Event extends { type: string }>(
  c: Context<SignedIn>,
  services: Services & { streams: EventStreams },
  begin: (send: (event: Event) => void, atEnd: (unsubscribe: () => void) => void) => Promise<void>,
): Response {
  const { device } = c.var;
  services.doors.pass('events', device.id);
  // Tells a buffering proxy (nginx) to pass each event on at once.
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    const ended = Promise.withResolvers<void>();
    // The sign-in was looked at when the stream began; a revoked one hears nothing more (S8).
    const ifSignedIn = async (write: () => Promise<unknown>) => {
      const found = await deviceOf(services, c.req.header('authorization')).catch(() => undefined);
      if (found) await write();
      else ended.resolve();
    };
    const send = (event: Event) =>
      void ifSignedIn(() => stream.writeSSE({ event: event.type, data: JSON.stringify(event) }));
    const leave = services.streams.enter(device.id, ended.resolve);
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
      leave();
    }
  });
}
