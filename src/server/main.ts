import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure-built.ts';
import { firstHubLink } from './first-hub.ts';
import { startServer } from './serve.ts';

/** `npm start`: the app and its API on one address, over SQLite. */
const { PORT, HOST, ORIGIN, CARNET_DATA } = process.env;
const distDir = await ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));
const server = await startServer({
  dataDir: CARNET_DATA ?? './data',
  port: Number(PORT ?? 8787),
  host: HOST,
  origin: ORIGIN,
  distDir,
});

console.log(`Carnet: ${server.origin}`);
const link = await firstHubLink(server.services, server.origin);
if (link !== undefined) console.log(`first Hub person: ${link}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await server.close();
    process.exit(0);
  });
}
