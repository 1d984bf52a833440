import { Hono } from 'hono';
import { protocolVersion } from '#domain/protocol.ts';
import { errorBody, statusOf } from '../http-errors.ts';
import type { Services } from '../services.ts';

/** `GET /api/health`: kept stable for outside tools (see the README). */
export function healthRoutes({ storage, version }: Services): Hono {
  const routes = new Hono();
  routes.get('/', async (c) => {
    c.header('Cache-Control', 'no-store');
    try {
      await storage.ping();
      return c.json({ status: 'ok', version, protocol: protocolVersion, store: storage.name });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'the store does not answer';
      return c.json({ status: 'unavailable', ...errorBody('unavailable', reason) }, statusOf('unavailable'));
    }
  });
  return routes;
}
