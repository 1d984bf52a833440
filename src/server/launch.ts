import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { type ProviderConfig, wikimedia } from './account-provider.ts';
import { ensureBuilt } from './ensure-built.ts';
import { chooseBanks } from './rates/keep-fresh.ts';
import { type RunningServer, startServer } from './serve.ts';
import type { Elsewhere } from './services.ts';

/** What the environment may say; the README's table explains each. */
const configSchema = z.object({
  PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 8787),
  HOST: z.optional(z.string()),
  ORIGIN: z.optional(z.url({ protocol: /^https?$/ })),
  CARNET_DATA: z._default(z.string(), './data'),
  DATABASE_URL: z.optional(z.url({ protocol: /^postgres(ql)?$/ })),
  S3_ENDPOINT: z.optional(z.url({ protocol: /^https?$/ })),
  S3_BUCKET: z.optional(z.string()),
  S3_REGION: z._default(z.string(), 'us-east-1'),
  S3_ACCESS_KEY_ID: z.optional(z.string()),
  S3_SECRET_ACCESS_KEY: z.optional(z.string()),
  RATES: z.optional(z.string()),
  OAUTH_CLIENT_ID: z.optional(z.string()),
  OAUTH_CLIENT_SECRET: z.optional(z.string()),
  OAUTH_ISSUER: z.optional(z.url({ protocol: /^https?$/ })),
  OAUTH_AUTHORIZE_URL: z.optional(z.url({ protocol: /^https?$/ })),
  OAUTH_TOKEN_URL: z.optional(z.url({ protocol: /^https?$/ })),
  OAUTH_PROFILE_URL: z.optional(z.url({ protocol: /^https?$/ })),
  OAUTH_SCOPE: z.optional(z.string()),
  PROXIES: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(9))),
  LIMITS: z.optional(z.coerce.number().check(z.minimum(1), z.maximum(1_000_000))),
});

export type Config = z.infer<typeof configSchema>;

/** @throws Error in words for the operator, when a variable can't be meant as it is */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = configSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path: [name] }) => {
    // An address may carry a password.
    return name === 'DATABASE_URL' || name === 'OAUTH_CLIENT_SECRET' ? name : `${String(name)}=${env[String(name)]}`;
  });
  throw new Error(`These settings can't be used: ${names.join(', ')}. The README says what they may be.`);
}

/** @throws Error in words, when S3 is named in part only */
export function elsewhereOf(config: Config): Elsewhere {
  const {
    DATABASE_URL: databaseUrl,
    S3_ENDPOINT,
    S3_BUCKET,
    S3_REGION,
    S3_ACCESS_KEY_ID,
    S3_SECRET_ACCESS_KEY,
  } = config;
  if (S3_ENDPOINT === undefined) return { databaseUrl };
  if (!S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    throw new Error('S3_ENDPOINT needs S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY beside it.');
  const keys = { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
  const endpoint = S3_ENDPOINT.replace(/\/+$/, '');
  return { databaseUrl, s3: { endpoint, bucket: S3_BUCKET, region: S3_REGION, ...keys } };
}

/** Wikimedia's accounts, where a client of ours is registered there; another provider's where it is named. */
export function accountsOf(config: Config): ProviderConfig | undefined {
  const { OAUTH_CLIENT_ID: clientId, OAUTH_CLIENT_SECRET: clientSecret } = config;
  if (!clientId) return undefined;
  return {
    clientId,
    clientSecret,
    issuer: config.OAUTH_ISSUER ?? wikimedia.issuer,
    authorizeUrl: config.OAUTH_AUTHORIZE_URL ?? wikimedia.authorizeUrl,
    tokenUrl: config.OAUTH_TOKEN_URL ?? wikimedia.tokenUrl,
    profileUrl: config.OAUTH_PROFILE_URL ?? wikimedia.profileUrl,
    scope: config.OAUTH_SCOPE ?? wikimedia.scope,
  };
}

/**
 * Builds what is missing, starts the server and ends it in good order on a signal. What goes wrong at the start is
 * said in a sentence and ends the process: an operator has no use for a stack of a taken port.
 *
 * @param dataDir the folder to use instead of CARNET_DATA
 */
export async function launch(dataDir?: string): Promise<RunningServer> {
  try {
    const config = readConfig(process.env);
    const { PORT, HOST, ORIGIN, CARNET_DATA } = config;
    const distDir = await ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));
    const doors = { proxies: config.PROXIES, factor: config.LIMITS };
    const place = { port: PORT, host: HOST, origin: ORIGIN, doors, accounts: accountsOf(config) };
    // A folder given here is a throw-away one, and so is the database in it.
    const data = dataDir === undefined ? { dataDir: CARNET_DATA, elsewhere: elsewhereOf(config) } : { dataDir };
    const server = await startServer({ ...place, ...data, distDir, banks: chooseBanks(config.RATES) });
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
