import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type Line, openLine, type Pace } from './slow-line.ts';

/**
 * The network of one phone: a TCP relay to the server that can be cut, and slow. Nothing gets around it, the service
 * worker included, which a browser's own offline switch does not promise.
 */
export type Network = {
  readonly port: number;
  /** Bytes that have gone from the phone to the server, headers included. */
  readonly sent: number;
  /** Bytes that have come from the server, headers included. */
  readonly received: number;
  cut(): void;
  /** Cuts when exactly so many bytes more have gone from the phone to the server, and resolves then. */
  cutAfter(bytes: number): Promise<void>;
  restore(): void;
  close(): Promise<void>;
};

/** @param pace as fast as the machine when it is left out */
export async function openNetwork(serverPort: number, pace?: Pace): Promise<Network> {
  const sockets = new Set<Socket>();
  const [up, down] = [openLine(pace), openLine(pace)];
  let isCut = false;
  let sent = 0;
  let received = 0;
  let limit = Number.POSITIVE_INFINITY;
  let reached = () => {};

  /** Hands on what the phone sends, and not a byte more than may pass. */
  function passUp(phone: Socket, server: Socket): void {
    passOn(phone, server, up, (bytes) => {
      const passing = bytes.subarray(0, Math.max(0, limit - sent));
      sent += passing.byteLength;
      const isLast = sent >= limit;
      return { passing, onWritten: () => isLast && reached() };
    });
  }

  function passDown(server: Socket, phone: Socket): void {
    passOn(server, phone, down, (bytes) => {
      received += bytes.byteLength;
      return { passing: bytes, onWritten: () => {} };
    });
  }

  const relay = createServer((phone) => {
    if (isCut) {
      phone.destroy();
      return;
    }
    const server = connect(serverPort, '127.0.0.1');
    passUp(phone, server);
    passDown(server, phone);
    for (const [from, to, line] of [
      [phone, server, up],
      [server, phone, down],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        line.after(() => to.destroy());
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
    get received() {
      return received;
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

type Passing = { passing: Buffer; onWritten: () => void };

/** Hands on over a line what one end says, as fast as the line and the other end take it. */
function passOn(from: Socket, to: Socket, line: Line, count: (bytes: Buffer) => Passing): void {
  let waits = 0;
  const wait = (until: (goOn: () => void) => void) => {
    waits += 1;
    from.pause();
    until(() => {
      waits -= 1;
      if (waits === 0) from.resume();
    });
  };
  from.on('data', (bytes: Buffer) => {
    const { passing, onWritten } = count(bytes);
    if (passing.byteLength === 0) return;
    let left = passing.byteLength;
    const busy = line.carry(passing, (piece) => {
      if (to.destroyed) return;
      left -= piece.byteLength;
      if (!to.write(piece, left === 0 ? onWritten : undefined)) wait((goOn) => to.once('drain', goOn));
    });
    if (busy > 0) wait((goOn) => setTimeout(goOn, busy));
  });
  from.on('end', () => line.after(() => to.end()));
}
