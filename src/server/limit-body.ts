import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { CarnetError } from '#domain/errors.ts';

/** Refuses a request whose body is longer than `maxSize` bytes as `too_large`, before it is read whole. */
export function limitBody(maxSize: number): MiddlewareHandler {
  const limitStream = bodyLimit({ maxSize, onError: refuse });
  return (c, next) => {
    const length = toldLength(c);
    // Hono's own opens the body as a web stream to see whether there is one, which takes longer than most requests do.
    if (length === undefined) return limitStream(c, next);
    return length > maxSize ? refuse() : next();
  };
}

/** What the header says; HTTP holds the body to it (RFC 9112 §6.3). Undefined when only its end will tell. */
function toldLength(c: Context): number | undefined {
  const length = c.req.header('Content-Length');
  if (length === undefined || c.req.header('Transfer-Encoding') !== undefined) return undefined;
  return Number(length);
}

function refuse(): never {
  throw new CarnetError('too_large');
}
