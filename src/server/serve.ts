import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { openAccountProvider, type ProviderConfig } from './account-provider.ts';
import { createApp } from './app.ts';
import { createInvitation, type InvitationInput, type InvitationLink } from './invitations.ts';
import { type DoorOptions, Doors } from './rate-limit.ts';
import type { Bank } from './rates/banks.ts';
import { keepRatesFresh } from './rates/keep-fresh.ts';
import { closeServices, type Elsewhere, openServices, type Services } from './services.ts';
import { TusStore } from './tus-store.ts';

export type ServerOptions = {
  /** The folder of the database and the blobs; made when missing. */
  readonly dataDir: string;
  /** What takes the place of the database and the blobs in the folder. */
  readonly elsewhere?: Elsewhere | undefined;
  /** 0 takes any free port. */
  readonly port: number;
  /** The address to listen on; `localhost` (the default) is 127.0.0.1 only. */
  readonly host?: string | undefined;
  /** How browsers reach this server, when it is not `http://localhost:PORT`. */
  readonly origin?: string | undefined;
  /** The built app; without it only the API is served. */
  readonly distDir?: string | undefined;
  /** The banks that are asked for exchange rates; none when absent. */
  readonly banks?: readonly Bank[] | undefined;
  /** Where people may sign in with an account of theirs; nowhere when absent. */
  readonly accounts?: ProviderConfig | undefined;
  /** How often anybody may ask, and what stands in front. */
  readonly doors?: DoorOptions | undefined;
  /** Where lines for the operator go; the standard error output when absent. */
  readonly log?: ((line: string) => void) | undefined;
};

export type RunningServer = {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly services: Services;
  /** A one-time link for one participant: `${origin}/join#${secret}`. */
  readonly createInvitation: (input: InvitationInput) => Promise<InvitationLink>;
  /** Answers what has been received, then closes the store. */
  readonly close: () => Promise<void>;
};

/** How long (ms) requests that are being answered may hold up the end. */
const drainTime = 10_000;
const sweepEvery = 50;

/** @throws when the port is taken or the data folder can't be opened */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const services = await openServices(options.dataDir, options.log, options.elsewhere);
  await new TusStore(services).deleteExpired();
  const outside = outsideOf(options);
  const app = createApp({ ...services, doors: new Doors(services.clock, options.doors) }, options.distDir, outside);
  // Without options for HTTP/2 this is Node's plain HTTP server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  try {
    const host = options.host ?? 'localhost';
    const { port } = await listen(server, options.port, host === 'localhost' ? '127.0.0.1' : host);
    const stopRates = keepRatesFresh(services, options.banks ?? [], fetch);
    const origin = options.origin?.replace(/\/+$/, '') ?? `http://${nameOf(host)}:${port}`;
    return {
      origin,
      services,
      createInvitation: (input) => createInvitation(services, origin, input),
      close: () => {
        stopRates();
        return close(server, services);
      },
    };
  } catch (error) {
    await closeServices(services);
    throw error;
  }
}

function outsideOf({ origin, accounts }: ServerOptions) {
  const secure = origin?.startsWith('https:') ?? false;
  if (!accounts) return { secure };
  if (!origin) throw new Error('Sign-in with an account needs ORIGIN: people have to find the way back.');
  return { secure, provider: openAccountProvider(accounts, origin.replace(/\/+$/, '')) };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A server that listens on a port has an address of this form.
      resolve(server.address() as AddressInfo);
    });
  });
}

async function close(server: Server, services: Services): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  services.events.close();
  // A kept-alive connection counts as idle only once its last answer is through.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepEvery);
  const deadline = setTimeout(() => server.closeAllConnections(), drainTime);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
  await closeServices(services);
}

/** A wildcard address is not one to open in a browser. */
export function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
