import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { ensureBuilt } from './ensure-built.ts';
import { type RunningServer, startServer } from './serve.ts';

/** What the environment may say; the README's table explains each. */
const configSchema = z.object({
  PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 8787),
  HOST: z.optional(z.string()),
  ORIGIN: z.optional(z.url({ protocol: /^https?$/ })),
  CARNET_DATA: z._default(z.string(), './data'),
});

export type Config = z.infer<typeof configSchema>;

/** @throws Error in words for the operator, when a variable can't be meant as it is */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = configSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}=${env[String(issue.path[0])]}`);
  throw new Error(`These settings can't be used: ${names.join(', ')}. The README says what they may be.`);
}

/**
 * Builds what is missing, starts the server and ends it in good order on a signal. What goes wrong at the start is
 * said in a sentence and ends the process: an operator has no use for a stack of a taken port.
 *
 * @param dataDir the folder to use instead of CARNET_DATA
 */
export async function launch(dataDir?: string): Promise<RunningServer> {
  try {
    const { PORT, HOST, ORIGIN, CARNET_DATA } = readConfig(process.env);
    const distDir = await ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));
    const place = { port: PORT, host: HOST, origin: ORIGIN };
    const server = await startServer({ ...place, dataDir: dataDir ?? CARNET_DATA, distDir });
    closeOnSignals(server);
    return server;
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
}

function closeOnSignals(server: RunningServer): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, async () => {
      await server.close();
      process.exit(0);
    });
  }
}

export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  const port = 'port' in error ? error.port : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Choose one with PORT=… and start again.`;
  if (code === 'EACCES')
    return `This user may not open what is needed (${error.message}). Choose another PORT or CARNET_DATA.`;
  return error.message;
}
