import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { CarnetError } from '#domain/errors.ts';

/** Refuses a request whose body is longer than `maxSize` bytes as `too_large`, before it is read whole. */
export function limitBody(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new CarnetError('too_large');
    },
  });
}
