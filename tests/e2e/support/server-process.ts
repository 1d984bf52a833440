import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

/** A real server in a process of its own, with the sample exchange. */
export type ServerProcess = {
  /** Of the process that runs now. */
  readonly pid: number;
  readonly port: number;
  readonly dataDir: string;
  readonly exchangeId: string;
  /** The secret of a one-time link by role; the origin in front of it is the phone's own (its network). */
  readonly secrets: Readonly<Record<'mentee' | 'mentor' | 'hub', string>>;
  /** Ends a person's sign-in on all devices, past the app, as the Hub will. */
  revoke(role: 'mentee' | 'mentor' | 'hub'): Promise<void>;
  /** SIGKILL: no time to finish or to say good-bye. */
  kill(): Promise<void>;
  /** Starts it again over the same folder, on the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

type Listening = { origin: string; links: Record<string, string> };

type ServerPlace = {
  /** An empty folder for its data, when it must be a particular one. */
  dataDir?: string;
  /** Whether its lines for the operator are left out: a test that breaks it on purpose gets many. */
  quiet?: boolean;
};

/** @param distDir the built app, when it is not the one that `npm run build` makes */
export async function startServerProcess(distDir?: string, place: ServerPlace = {}): Promise<ServerProcess> {
  const dataDir = place.dataDir ?? (await mkdtemp(join(tmpdir(), 'carnet-e2e-')));
  const launchAt = (port: number) => launch(dataDir, port, distDir, place.quiet === true ? 'ignore' : 'inherit');
  let running = await launchAt(0);
  const { origin, links } = running.listening;
  const port = Number(new URL(origin).port);

  async function kill(): Promise<void> {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  return {
    get pid() {
      return running.child.pid ?? 0;
    },
    port,
    dataDir,
    exchangeId: links.exchangeId ?? '',
    secrets: { mentee: secretOf(links.mentee), mentor: secretOf(links.mentor), hub: secretOf(links.hub) },
    async revoke(role) {
      const database = new DatabaseSync(join(dataDir, 'carnet.sqlite'));
      const at = new Date().toISOString();
      database.prepare('update devices set revoked_at = ? where role = ?').run(at, role);
      database.close();
    },
    kill,
    async restart() {
      running = await launchAt(port);
    },
    async close() {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function secretOf(link = ''): string {
  return new URL(link).hash.slice(1);
}

async function launch(
  dataDir: string,
  port: number,
  distDir: string | undefined,
  errors: 'inherit' | 'ignore',
): Promise<{ child: ChildProcess; listening: Listening }> {
  const script = join(import.meta.dirname, 'serve.ts');
  const child = spawn(process.execPath, [script, dataDir, String(port), ...(distDir === undefined ? [] : [distDir])], {
    stdio: ['ignore', 'pipe', errors],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  for await (const line of createInterface({ input: child.stdout })) {
    // The script's own first line; the caller reads nothing else of it.
    if (line.startsWith('{')) return { child, listening: JSON.parse(line) as Listening };
  }
  throw new Error('the server ended before it listened');
}
