import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server process that can be killed, and comes back at the same address. */
export type SharedServer = { readonly origin: string; isUp: boolean; kill(): Promise<void>; start(): Promise<void> };

export async function startSharedServer(env: Record<string, string>): Promise<SharedServer> {
  let child: ChildProcess;
  const launch = async (port: number): Promise<string> => {
    child = spawn(process.execPath, [join(import.meta.dirname, 'serve-shared.ts'), String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    const [line] = await once(createInterface({ input: child.stdout ?? process.stdin }), 'line');
    return String(line);
  };
  const origin = await launch(0);
  const server: SharedServer = {
    origin,
    isUp: true,
    async kill() {
      if (!server.isUp) return;
      server.isUp = false;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async start() {
      await launch(Number(new URL(origin).port));
      server.isUp = true;
    },
  };
  return server;
}

/** One address in front of several servers: each connection goes to the next one that is up. */
export async function startBalancer(servers: readonly SharedServer[]): Promise<{ origin: string; stop(): void }> {
  const open = new Set<Socket>();
  let turn = 0;
  const balancer = createServer((client) => {
    turn += 1;
    const up = servers.filter(({ isUp }) => isUp);
    const chosen = up[turn % Math.max(up.length, 1)];
    if (!chosen) return void client.destroy();
    const server = connect(Number(new URL(chosen.origin).port), '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(from);
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  balancer.listen(0, '127.0.0.1');
  await once(balancer, 'listening');
  const address = balancer.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://localhost:${port}`,
    stop() {
      for (const socket of open) socket.destroy();
      balancer.close();
    },
  };
}
