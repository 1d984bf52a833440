import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands before the server and sees each request for sync, whichever tab or worker it comes from. It can hold requests
 * back, so that a test says what happens in the middle of a round.
 */
export type Gate = {
  readonly port: number;
  /** Paths of the requests for sync in the order of their arrival, held ones included. */
  readonly seen: readonly string[];
  /** The largest number of them that were under way at once. */
  readonly most: number;
  /** From now on those whose path ends so wait at the gate. @returns the function that lets them and all others pass */
  hold(path: string): () => void;
  /** From now on each request for sync is answered with this error, as by another server. */
  refuse(code: string, status: number): void;
  close(): void;
};

export async function openGate(serverPort: number): Promise<Gate> {
  const seen: string[] = [];
  let underWay = 0;
  let most = 0;
  let refusal: { code: string; status: number } | null = null;
  let held: { path: string; opened: PromiseWithResolvers<void> } | null = null;

  function watch(path: string, answer: ServerResponse): void {
    seen.push(path);
    underWay += 1;
    most = Math.max(most, underWay);
    answer.once('close', () => {
      underWay -= 1;
    });
  }

  const gate = createServer(async (asked, answer) => {
    const path = asked.url ?? '';
    if (path.startsWith('/api/sync/')) {
      watch(path, answer);
      if (refusal) {
        answer.writeHead(refusal.status, { 'Content-Type': 'application/json' });
        answer.end(JSON.stringify({ type: 'error', code: refusal.code }));
        return;
      }
    }
    if (held && path.endsWith(held.path)) await held.opened.promise;
    if (!asked.destroyed || asked.complete) pass(asked, answer, serverPort);
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  return {
    // A server that listens on a port has an address of this form.
    port: (gate.address() as AddressInfo).port,
    seen,
    get most() {
      return most;
    },
    hold(path) {
      const opened = Promise.withResolvers<void>();
      held = { path, opened };
      return () => {
        held = null;
        opened.resolve();
      };
    },
    refuse(code, status) {
      refusal = { code, status };
    },
    close() {
      gate.close();
      gate.closeAllConnections();
    },
  };
}

function pass(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url, headers } = asked;
  const forward = request({ host: '127.0.0.1', port, method, path: url, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  forward.on('error', () => answer.destroy());
  answer.on('close', () => forward.destroy());
  asked.pipe(forward);
}
