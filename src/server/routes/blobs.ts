import { Hono } from 'hono';
import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import { copiesRequestSchema, maxCopies } from '#domain/protocol.ts';
import { sha256Schema } from '#domain/scalars.ts';
import { assertMayOpen, type SignedIn, signedIn } from '../auth.ts';
import { blobKey } from '../blobs/blob-port.ts';
import { limitBody } from '../limit-body.ts';
import { readMessage } from '../read-message.ts';
import type { Services } from '../services.ts';
import type { StoredBlob } from '../storage.ts';

/** Two lists of hashes. */
const maxBodyBytes = 2 * maxCopies * 70 + 1024;

/**
 * `HEAD` and `GET /api/exchanges/:exchangeId/blobs/:hash`: verified blobs only; 200 to `HEAD` is the confirmation of S6.
 * `POST /api/exchanges/:exchangeId/copies`: which phones hold them, and which of them the server lacks.
 */
export function blobRoutes(services: Services): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.get('/:exchangeId/blobs/:hash', signedIn(services), async (c) => {
    const { exchangeId, hash } = c.req.param();
    assertMayOpen(c.var.device, exchangeId);
    const isHash = sha256Schema.safeParse(hash).success;
    const blob = isHash ? await services.storage.files.findBlob(exchangeId, hash) : undefined;
    if (!blob) throw new CarnetError(isHash ? await whyAbsent(services, exchangeId, hash) : 'not_found');
    const headers = headersOf(blob);
    if (c.req.raw.method === 'HEAD') return new Response(null, { headers });
    const bytes = await services.blobs.get(blobKey(exchangeId, hash));
    if (!bytes) {
      await services.storage.files.forgetBlob(exchangeId, hash);
      throw new CarnetError('not_found', 'the bytes of a blob are missing');
    }
    return new Response(bytes, { headers });
  });

  // The last step of a file's custody (S6): another participant's phone holds it too.
  routes.post('/:exchangeId/copies', signedIn(services), limitBody(maxBodyBytes), async (c) => {
    const { exchangeId } = c.req.param();
    assertMayOpen(c.var.device, exchangeId);
    const { have, ask } = await readMessage(c, copiesRequestSchema);
    const { storage, events, clock } = services;
    const { participantId } = c.var.device;
    const isNew = await storage.files.addCopies(exchangeId, participantId, have, clock().toISOString());
    if (isNew) {
      const version = await storage.read(exchangeId, (reader) => reader.version());
      events.publish({ type: 'changed', exchangeId, version });
    }
    const seen = await storage.files.copiesOfOthers(exchangeId, participantId, ask);
    const named = [...have, ...ask];
    const missing = await storage.files.missingBlobs(exchangeId, named);
    return c.json({ type: 'copies', seen, missing, purged: await storage.files.purgedBlobs(exchangeId, named) });
  });
  return routes;
}

async function whyAbsent({ storage }: Services, exchangeId: string, hash: string): Promise<ErrorCode> {
  const [purged] = await storage.files.purgedBlobs(exchangeId, [hash]);
  return purged === undefined ? 'not_found' : 'file_purged';
}

/** What somebody uploaded is never run as a page of ours: a fixed type, a download, a sandbox. */
function headersOf(blob: StoredBlob): Record<string, string> {
  return {
    'Content-Type': blob.type,
    'Content-Length': String(blob.size),
    'Content-Disposition': 'attachment',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=31536000, immutable',
    ETag: `"${blob.hash}"`,
  };
}
