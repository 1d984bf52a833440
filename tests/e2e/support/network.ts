import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * The network of one phone: a TCP relay to the server that can be cut. Nothing gets around it, the service worker
 * included, which a browser's own offline switch does not promise.
 */
export type Network = { readonly port: number; cut(): void; restore(): void; close(): Promise<void> };

export async function openNetwork(serverPort: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const relay = createServer((phone) => {
    if (isCut) {
      phone.destroy();
      return;
    }
    const server = connect(serverPort, '127.0.0.1');
    for (const [from, to] of [
      [phone, server],
      [server, phone],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
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
  return {
    // A relay that listens on a port has an address of this form.
    port: (relay.address() as AddressInfo).port,
    cut() {
      isCut = true;
      destroyAll();
    },
    restore() {
      isCut = false;
    },
    async close() {
      relay.close();
      destroyAll();
    },
  };
}
