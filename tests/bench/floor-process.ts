import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** floor-server.ts as a process of its own. */
export async function startFloor(file: string): Promise<{ origin: string; close(): Promise<void> }> {
  const script = join(import.meta.dirname, 'floor-server.ts');
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    origin: String(JSON.parse(String(line)).origin),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      process.off('exit', end);
    },
  };
}
