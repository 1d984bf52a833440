import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seedDemo } from './demo/seed-demo.ts';
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

const { exchangeId, people } = await seedDemo(server.services);
const guests = [
  { label: 'mentee', person: people.mentee, exchangeId },
  { label: 'mentor', person: people.leadMentor, exchangeId },
  // Hub staff span all exchanges.
  { label: 'hub', person: people.hub, exchangeId: null },
];
for (const { label, person, exchangeId } of guests) {
  const { link } = await server.createInvitation({
    participantId: person.id,
    name: person.name,
    role: person.role,
    exchangeId,
  });
  console.log(`${label}: ${link}`);
}
