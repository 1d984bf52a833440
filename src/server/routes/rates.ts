import { Hono } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import { type RatePack, seriesOf } from '#domain/rates/schema.ts';
import { daySchema } from '#domain/scalars.ts';
import { type SignedIn, signedIn } from '../auth.ts';
import type { Services } from '../services.ts';

/** `GET /rates?since=YYYY-MM-DD`: everything that the banks have published from that day on. */
export function rateRoutes(services: Services): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();

  routes.get('/', signedIn(services), async (c) => {
    const since = daySchema.safeParse(c.req.query('since'));
    if (!since.success) throw new CarnetError('bad_request', 'since');
    const series = seriesOf(await services.storage.rates.since(since.data));
    return c.json({ type: 'rates', since: since.data, series } satisfies RatePack);
  });

  return routes;
}
