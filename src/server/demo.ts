import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inviteToDemo, seedDemo } from './demo/seed-demo.ts';
import { launch } from './launch.ts';

/** `npm run demo`: the app over a throw-away database with a sample exchange, and a link for each role. */
const dataDir = await mkdtemp(join(tmpdir(), 'carnet-demo-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

const server = await launch(dataDir);
const links = await inviteToDemo(server.services, server.origin, await seedDemo(server.services));
for (const [role, link] of Object.entries(links)) console.log(`${role}: ${link}`);
