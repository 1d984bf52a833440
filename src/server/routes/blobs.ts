import { Hono } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import { assertMayOpen, type SignedIn, signedIn } from '../auth.ts';
import { blobKey } from '../blobs/blob-port.ts';
import type { Services } from '../services.ts';
import type { StoredBlob } from '../storage.ts';

/** `HEAD` and `GET /api/exchanges/:exchangeId/blobs/:hash`: verified blobs only; 200 to `HEAD` is the confirmation of S6. */
export function blobRoutes(services: Services): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.get('/:exchangeId/blobs/:hash', signedIn(services), async (c) => {
    const { exchangeId, hash } = c.req.param();
    assertMayOpen(c.var.device, exchangeId);
    const blob = await services.storage.files.findBlob(exchangeId, hash);
    if (!blob) throw new CarnetError('not_found');
    const headers = headersOf(blob);
    if (c.req.raw.method === 'HEAD') return new Response(null, { headers });
    const bytes = await services.blobs.get(blobKey(exchangeId, hash));
    if (!bytes) throw new CarnetError('unavailable', 'the bytes of a blob are missing');
    return new Response(bytes, { headers });
  });
  return routes;
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
