import { Hono } from 'hono';
import { CarnetError } from '#domain/errors.ts';
import type { AccountProvider } from './account-provider.ts';
import { EventStreams } from './event-streams.ts';
import { errorBody, statusOf } from './http-errors.ts';
import { type Observe, observing } from './observe.ts';
import { TooMany } from './rate-limit.ts';
import { deviceRoutes, hubInvitationRoutes } from './routes/access.ts';
import { accountRoutes } from './routes/account.ts';
import { blobRoutes } from './routes/blobs.ts';
import { calendarRoutes } from './routes/calendars.ts';
import { eventRoutes } from './routes/events.ts';
import { exchangeRoutes } from './routes/exchanges.ts';
import { healthRoutes } from './routes/health.ts';
import { hubRoutes } from './routes/hub.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { presenceRoutes } from './routes/presence.ts';
import { rateRoutes } from './routes/rates.ts';
import { syncRoutes } from './routes/sync.ts';
import { uploadRoutes, uploadsPath } from './routes/uploads.ts';
import { securityHeaders } from './security-headers.ts';
import type { Services } from './services.ts';
import { staticRoutes } from './static.ts';
import { StorageError } from './storage.ts';

/** What the server is told of the world around it. */
type Outside = {
  /** Whether browsers reach it by HTTPS. */
  readonly secure?: boolean | undefined;
  /** Where people may sign in with an account of theirs. */
  readonly provider?: AccountProvider | undefined;
  /** Told of every answered request. */
  readonly observe?: Observe | undefined;
};

/**
 * The HTTP application. Every failure below `/api` is an `errorResponse` of the protocol.
 * @param distDir the built app; without it only the API is served
 */
export function createApp(
  services: Services,
  distDir?: string,
  { secure = false, provider, observe }: Outside = {},
): Hono {
  const app = new Hono();
  if (observe) app.use(observing(observe));
  app.use(securityHeaders(secure));
  app.onError((error, c) => {
    const code = codeOf(error);
    if (!(error instanceof CarnetError)) services.log(`${c.req.method} ${c.req.routePath}: ${error.stack}`);
    if (error instanceof TooMany) c.header('Retry-After', String(error.wait));
    const detail = error instanceof CarnetError && error.message !== code ? error.message : undefined;
    return c.json(errorBody(code, detail), statusOf(code));
  });

  app.use('/api/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  });
  app.route('/api/health', healthRoutes(services));
  app.route('/api/invitations', invitationRoutes(services));
  app.route('/api/people', hubInvitationRoutes(services));
  app.route('/api/devices', deviceRoutes(services));
  app.route('/api/account', accountRoutes(services, provider));
  app.route('/api/sync', syncRoutes(services));
  // Together: a device of the Hub listens to an exchange and to the board.
  const streams = new EventStreams();
  app.route('/api/events', eventRoutes(services, streams));
  app.route('/api/hub', hubRoutes(services, streams));
  app.route(uploadsPath, uploadRoutes(services));
  app.route('/api/exchanges', blobRoutes(services));
  app.route('/api/exchanges', presenceRoutes(services));
  app.route('/api/rates', rateRoutes(services));
  app.route('/api/calendars', calendarRoutes(services));
  app.route('/api', exchangeRoutes(services));
  app.all('/api/*', (c) => c.json(errorBody('not_found'), statusOf('not_found')));
  app.all('/api', (c) => c.json(errorBody('not_found'), statusOf('not_found')));

  if (distDir !== undefined) app.route('/', staticRoutes(distDir));
  return app;
}

function codeOf(error: Error) {
  if (error instanceof CarnetError) return error.code;
  return error instanceof StorageError ? 'unavailable' : 'internal';
}
