/**
 * One of several servers over a shared database and blob store, as a process of its own: `node serve-shared.ts PORT`,
 * with DATABASE_URL and S3_… in the environment. Prints its address when it listens.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elsewhereOf, readConfig } from '#server/launch.ts';
import { startServer } from '#server/serve.ts';

// Nothing is kept in it, but it is where the server would.
const dataDir = await mkdtemp(join(tmpdir(), 'carnet-shared-'));
const elsewhere = elsewhereOf(readConfig(process.env));
const server = await startServer({ dataDir, elsewhere, port: Number(process.argv[2] ?? 0), log: () => {} });
console.log(server.origin);
