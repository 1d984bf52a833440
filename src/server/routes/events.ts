import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { CarnetError } from '#domain/errors.ts';
import type { ChangedEvent } from '#domain/protocol.ts';
import { idSchema } from '#domain/scalars.ts';
import { assertMayOpen, deviceOf, type SignedIn, signedIn } from '../auth.ts';
import type { Services } from '../services.ts';

/** A comment this often (ms) keeps proxies from closing a quiet stream, and finds a phone that has gone. */
const heartbeatEvery = 25_000;

/** `GET /api/events?exchange=ID`: server-sent `changed` events, the current version first (S7). */
export function eventRoutes(services: Services): Hono<SignedIn> {
  const { storage, events } = services;
  const routes = new Hono<SignedIn>();

  routes.get('/', signedIn(services), async (c) => {
    const parsed = idSchema.safeParse(c.req.query('exchange'));
    if (!parsed.success) throw new CarnetError('bad_request', 'exchange');
    const exchangeId = parsed.data;
    assertMayOpen(c.var.device, exchangeId);
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
      const send = (event: ChangedEvent) =>
        ifSignedIn(() => stream.writeSSE({ event: event.type, data: JSON.stringify(event) }));
      const unsubscribe = events.subscribe(exchangeId, (event) => void send(event));
      const forget = events.onClose(ended.resolve);
      const heartbeat = setInterval(() => void ifSignedIn(() => stream.write(': still here\n\n')), heartbeatEvery);
      stream.onAbort(ended.resolve);
      try {
        // After subscribing, so that no change falls between.
        const version = await storage.read(exchangeId, (reader) => reader.version());
        await send({ type: 'changed', exchangeId, version });
        await ended.promise;
      } finally {
        clearInterval(heartbeat);
        unsubscribe();
        forget();
      }
    });
  });

  return routes;
}
