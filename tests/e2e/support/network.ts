import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * The network of one phone: a TCP relay to the server that can be cut. Nothing gets around it, the service worker
 * included, which a browser's own offline switch does not promise.
 */
export type Network = {
  readonly port: number;
  /** Bytes that have gone from the phone to the server, headers included. */
  readonly sent: number;
  cut(): void;
  /** Cuts when exactly so many bytes more have gone from the phone to the server, and resolves then. */
  cutAfter(bytes: number): Promise<void>;
  restore(): void;
  close(): Promise<void>;
};

export async function openNetwork(serverPort: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let sent = 0;
  let limit = Number.POSITIVE_INFINITY;
  let reached = () => {};

  /** Hands on what the phone sends, and not a byte more than may pass. */
  function passOn(phone: Socket, server: Socket): void {
    phone.on('data', (bytes: Buffer) => {
      const passing = bytes.subarray(0, Math.max(0, limit - sent));
      sent += passing.byteLength;
      const isLast = sent >= limit;
      if (!server.write(passing, () => isLast && reached())) phone.pause();
    });
    server.on('drain', () => phone.resume());
    phone.on('end', () => server.end());
  }

  const relay = createServer((phone) => {
    if (isCut) {
      phone.destroy();
      return;
    }
    const server = connect(serverPort, '127.0.0.1');
    passOn(phone, server);
    server.pipe(phone);
    for (const [from, to] of [
      [phone, server],
      [server, phone],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = () => {
    isCut = true;
    destroyAll();
  };
  return {
    get sent() {
      return sent;
    },
    // A relay that listens on a port has an address of this form.
    port: (relay.address() as AddressInfo).port,
    cut,
    cutAfter(bytes) {
      limit = sent + bytes;
      return new Promise((resolve) => {
        reached = () => {
          cut();
          resolve();
        };
      });
    },
    restore() {
      isCut = false;
      limit = Number.POSITIVE_INFINITY;
    },
    async close() {
      relay.close();
      destroyAll();
    },
  };
}
