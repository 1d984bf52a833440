import { Hono } from 'hono';
import { type BoardEvent, boardRequestSchema } from '#domain/board/protocol.ts';
import { createRequestSchema } from '#domain/creation/new-exchange.ts';
import { CarnetError } from '#domain/errors.ts';
import { saveTemplateRequestSchema } from '#domain/template/schema.ts';
import { trailRequestSchema } from '#domain/trail/trail.ts';
import { type SignedIn, signedIn } from '../auth.ts';
import { boardPage } from '../board.ts';
import { createExchange } from '../create-exchange.ts';
import type { EventStreams } from '../event-streams.ts';
import { limitBody } from '../limit-body.ts';
import { readMessage } from '../read-message.ts';
import type { Services } from '../services.ts';
import type { Device } from '../storage.ts';
import { readTemplate, saveTemplate } from '../template.ts';
import { trailPage } from '../trail.ts';
import { streamEvents } from './events.ts';

/** The stamps of all that a device knows. */
const maxBodyBytes = 2 * 1024 * 1024;

/**
 * Everything that spans the exchanges: Hub staff only. `POST /api/hub/board`, `GET /api/hub/events`,
 * `POST /api/hub/exchanges`, `POST /api/hub/trail`,
 * `GET` and `POST /api/hub/template`.
 */
export function hubRoutes(services: Services, streams: EventStreams): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.use(signedIn(services), limitBody(maxBodyBytes), async (c, next) => {
    assertHub(c.var.device);
    await next();
  });

  routes.post('/board', async (c) => c.json(await boardPage(services, await readMessage(c, boardRequestSchema))));

  routes.post('/exchanges', async (c) => {
    const { exchanges } = await readMessage(c, createRequestSchema);
    const results = [];
    // One after the other: each is a transaction of its own, and what was created stays created.
    for (const created of exchanges) results.push(await createExchange(services, c.var.device.participantId, created));
    return c.json({ type: 'created', results });
  });

  routes.get('/template', async (c) => c.json(await readTemplate(services)));

  routes.post('/template', async (c) => {
    const { base, template } = await readMessage(c, saveTemplateRequestSchema);
    return c.json(await saveTemplate(services, c.var.device.participantId, { base, template }));
  });

  routes.post('/trail', async (c) => c.json(await trailPage(services, await readMessage(c, trailRequestSchema))));

  routes.get('/events', (c) =>
    streamEvents<BoardEvent>(c, { ...services, streams }, async (send, atEnd) => {
      const tell = (exchangeId: string | null) => send({ type: 'changed', exchangeId });
      atEnd(services.events.subscribeAll((event) => tell(event?.exchangeId ?? null)));
      // Whatever happened before this stream began was not heard.
      tell(null);
    }),
  );

  return routes;
}

/** @throws CarnetError `not_allowed` */
function assertHub({ role, exchangeId }: Device): void {
  if (role !== 'hub' || exchangeId !== null) throw new CarnetError('not_allowed', 'hub');
}
