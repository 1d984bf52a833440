import type { MiddlewareHandler } from 'hono';

/** One answered request, without anything of who asked or for what: a route's pattern, never its address. */
export type RequestRecord = {
  readonly method: string;
  /** Such as `/api/exchanges/:exchangeId/blobs/:hash`. */
  readonly route: string;
  readonly status: number;
  /** Until the answer began: an event stream goes on for hours. */
  readonly milliseconds: number;
};

export type Observe = (record: RequestRecord) => void;

/** Tells of every request once its answer has begun. */
export function observing(observe: Observe): MiddlewareHandler {
  return async (c, next) => {
    const since = performance.now();
    await next();
    const { method, routePath: route } = c.req;
    observe({ method, route, status: c.res.status, milliseconds: performance.now() - since });
  };
}
