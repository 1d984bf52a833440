import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observe } from './observe.ts';
import type { Services } from './services.ts';

/** What Prometheus asks for, about this process. */
export type Metrics = { readonly observe: Observe; readonly registry: Registry };

/** Most pushes and pulls take milliseconds; a photo over a bad network takes a minute. In seconds, as is custom. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics({ events, version, storage }: Pick<Services, 'events' | 'version' | 'storage'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'carnet_http_request_duration_seconds',
    help: 'Time until an answer began, by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  new Gauge({
    name: 'carnet_event_streams',
    help: 'Event streams that are open: phones that are listening.',
    registers,
    collect() {
      this.set(events.count());
    },
  });
  new Gauge({ name: 'carnet_info', help: 'Always 1.', labelNames: ['version', 'store'], registers }).set(
    { version, store: storage.name },
    1,
  );
  return {
    registry,
    observe: ({ method, route, status, milliseconds }) =>
      durations.observe({ method, route, status: String(status) }, milliseconds / 1000),
  };
}

export type MetricsServer = { readonly port: number; readonly close: () => Promise<void> };

/**
 * Serves `GET /metrics` on a port of its own, which stays closed to the outside: no proxy in front can pass it on by
 * mistake, and it needs no sign-in.
 *
 * @throws when the port is taken
 */
export async function serveMetrics({ registry }: Metrics, port: number, host: string): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return { port: await listen(server, port, host), close: () => close(server) };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // A server that listens on a port has an address of this form.
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
