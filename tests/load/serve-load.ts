/** The server under load, as a process of its own: `node serve-load.ts DATA_DIR [APP]`. Prints its addresses when it listens. */
import { startServer } from '#server/serve.ts';

const metrics = { port: 0, host: '127.0.0.1' };
const [dataDir = '', distDir] = process.argv.slice(2);
// Lines of the log are part of the work.
const log = (line: string) => console.error(line);
const server = await startServer({ dataDir, port: 0, metrics, log, ...(distDir === undefined ? {} : { distDir }) });
console.log(JSON.stringify({ origin: server.origin, metricsPort: server.metricsPort }));
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
