import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inviteToDemo, seedDemo } from './demo/seed-demo.ts';
import { ensureBuilt } from './ensure-built.ts';
import { startServer } from './serve.ts';

/** `npm run demo`: the app over a throw-away database with a sample exchange, and a link for each role. */
const { PORT, HOST, ORIGIN } = process.env;
const distDir = await ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));
const dataDir = await mkdtemp(join(tmpdir(), 'carnet-demo-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

const server = await startServer({ dataDir, port: Number(PORT ?? 8787), host: HOST, origin: ORIGIN, distDir });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    await server.close();
    process.exit(0);
  });
}

const sample = await seedDemo(server.services);
const links = await inviteToDemo(server.services, server.origin, sample);
for (const [role, link] of Object.entries(links)) console.log(`${role}: ${link}`);
