import { Hono } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import { secretSchema } from '#domain/scalars.ts';
import { assertMayOpen, type SignedIn, signedIn } from '../auth.ts';
import { readFeed, refreshMinutes } from '../calendar-feed.ts';
import { createSecret, hashSecret } from '../secrets.ts';
import type { Services } from '../services.ts';

/**
 * `GET`, `POST`, `DELETE /api/calendars/:exchangeId`: since when one's own schedule has an address, gives it a new one
 * (the old one ends), takes it away. `GET /api/calendars/feed/SECRET.ics`: the schedule, for calendar programs. They
 * send no sign-in, so the secret has to stand in the address: it opens nothing else, and no log has it.
 */
export function calendarRoutes(services: Services): Hono<SignedIn> {
  const { storage, clock, random, doors } = services;
  const routes = new Hono<SignedIn>();

  routes.get('/feed/:file', async (c) => {
    const parsed = secretSchema.safeParse(c.req.param('file').replace(/\.ics$/, ''));
    const hash = parsed.success ? hashSecret(parsed.data) : '';
    const link = parsed.success ? await storage.calendars.find(hash) : undefined;
    if (link) doors.pass('calendar', hash);
    else doors.pass('token', doors.addressOf(c));
    const feed = link && (await readFeed(services, link));
    if (!feed) throw new CarnetError('not_found');
    const headers = { 'Cache-Control': `private, max-age=${refreshMinutes * 15}`, ETag: `"${feed.version}"` };
    if (c.req.header('if-none-match') === headers.ETag) return c.body(null, 304, headers);
    return c.body(feed.text, 200, { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' });
  });

  routes.get('/:exchangeId', signedIn(services), async (c) => {
    const { exchangeId } = c.req.param();
    assertMayOpen(c.var.device, exchangeId);
    return c.json({
      type: 'calendar',
      since: await storage.calendars.createdAt(exchangeId, c.var.device.participantId),
    });
  });

  routes.post('/:exchangeId', signedIn(services), async (c) => {
    const { exchangeId } = c.req.param();
    assertMayOpen(c.var.device, exchangeId);
    const { participantId, role } = c.var.device;
    const secret = createSecret(random);
    const link = { secretHash: hashSecret(secret), exchangeId, participantId, role, createdAt: clock().toISOString() };
    await storage.calendars.save(link);
    return c.json({ type: 'calendarLink', path: `/api/calendars/feed/${secret}.ics`, since: link.createdAt });
  });

  routes.delete('/:exchangeId', signedIn(services), async (c) => {
    const { exchangeId } = c.req.param();
    assertMayOpen(c.var.device, exchangeId);
    await storage.calendars.remove(exchangeId, c.var.device.participantId);
    return c.body(null, 204);
  });

  return routes;
}
