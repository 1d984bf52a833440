import { Hono } from 'hono';
import { maxPushBytes, pullRequestSchema, pushRequestSchema } from '#domain/protocol.ts';
import { answerJson } from '../answer-json.ts';
import { assertMayOpen, type SignedIn, signedIn } from '../auth.ts';
import { gzipBodies } from '../gzip-bodies.ts';
import { errorBody, statusOf } from '../http-errors.ts';
import { limitBody } from '../limit-body.ts';
import { pull } from '../pull.ts';
import { push } from '../push.ts';
import { readMessage } from '../read-message.ts';
import type { Services } from '../services.ts';

/** Twice what a phone puts into one push, so that the largest single mutation (a 512 KiB text update in base64) passes. */
const maxBodyBytes = 2 * maxPushBytes;

/** `POST /push` and `POST /pull`: the rules S2–S5 and S9. */
export function syncRoutes(services: Services): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.use(signedIn(services), limitBody(maxBodyBytes), gzipBodies(maxBodyBytes));

  routes.post('/push', async (c) => {
    const request = await readMessage(c, pushRequestSchema);
    assertMayOpen(c.var.device, request.exchangeId);
    services.doors.pass('push', c.var.device.id);
    const answer = await push(services, c.var.device, request);
    if (typeof answer === 'string') return answerJson(c, answer);
    return c.json({ ...errorBody('sequence_gap'), lastSeq: answer.lastSeq }, statusOf('sequence_gap'));
  });

  routes.post('/pull', async (c) => {
    const request = await readMessage(c, pullRequestSchema);
    assertMayOpen(c.var.device, request.exchangeId);
    return answerJson(c, await pull(services.storage, c.var.device, request, services.pageRows));
  });

  return routes;
}
