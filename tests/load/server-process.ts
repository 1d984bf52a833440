import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What the process has used so far. Memory in bytes, CPU in ms of one core. */
export type Usage = { readonly resident: number; readonly cpu: number };

export type LoadServer = {
  /** On the loopback address only. */
  readonly origin: string;
  usage(): Promise<Usage>;
  close(): Promise<void>;
};

/** Clock ticks per second of /proc on Linux. */
const ticks = 100;
const pageBytes = 4096;

/** @param distDir the app to serve beside the API, if any */
export async function startLoadServer(dataDir: string, distDir?: string): Promise<LoadServer> {
  const script = join(import.meta.dirname, 'serve-load.ts');
  const child = spawn(process.execPath, [script, dataDir, ...(distDir === undefined ? [] : [distDir])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { origin } = JSON.parse(String(line));
  return {
    origin: origin.replace('localhost', '127.0.0.1'),
    async usage() {
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8');
      // After the name in brackets, which may hold anything; proc(5) counts from 1.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const field = (number: number) => Number(fields[number - 3]);
      return { cpu: ((field(14) + field(15)) * 1000) / ticks, resident: field(24) * pageBytes };
    },
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      process.off('exit', end);
    },
  };
}
