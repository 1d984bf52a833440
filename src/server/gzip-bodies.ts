import { gunzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { CarnetError } from '#domain/errors.ts';

/**
 * Takes in a request's body that was sent compressed (`Content-Encoding: gzip`, RFC 9110 §8.4), as phones do with all but
 * short ones. What it unpacks to is bounded like a plain body, whatever it weighs on the way.
 *
 * @param maxSize of the plain body, in bytes; a longer one is `too_large`
 */
export function gzipBodies(maxSize: number): MiddlewareHandler {
  return async (c, next) => {
    const coding = c.req.header('Content-Encoding');
    if (coding === undefined) return next();
    if (coding.toLowerCase() !== 'gzip') throw new CarnetError('bad_request', `no such content coding: ${coding}`);
    const plain = unpack(await c.req.arrayBuffer(), maxSize);
    const headers = new Headers(c.req.raw.headers);
    headers.delete('Content-Encoding');
    headers.delete('Content-Length');
    const { url, method, signal } = c.req.raw;
    c.req.raw = new Request(url, { method, headers, signal, body: plain });
    // What was read of the packed one must not be taken for the plain one.
    c.req.bodyCache = {};
    return next();
  };
}

/** At once: what a body may be unpacks in a few milliseconds, which is less than handing it to another thread costs. */
function unpack(packed: ArrayBuffer, maxSize: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(gunzipSync(packed, { maxOutputLength: maxSize }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new CarnetError(code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'bad_json');
  }
}
