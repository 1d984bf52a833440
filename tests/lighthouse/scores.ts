import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod/mini';

const lighthouse = 'lighthouse@13.5.0';

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof categories)[number];
type Of<T> = Record<Category, T>;

const categorySchema = z.object({
  score: z.nullable(z.number()),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
});
const resultSchema = z.object({
  runtimeError: z.optional(z.object({ message: z.string() })),
  categories: z.object(each(() => categorySchema)),
  audits: z.record(z.string(), z.object({ title: z.string(), score: z.nullable(z.number()) })),
});
type Result = z.infer<typeof resultSchema>;

type Asked = {
  /** The debugging port of the browser. */
  port: number;
  /** Whether what the origin keeps on the device, the sign-in among it, stays there. */
  keepStorage: boolean;
};

/**
 * The scores of an address out of 100, and what a lower one is lower for.
 * @throws when Lighthouse can't be had or can't load the address
 */
export async function scoresOf(url: string, asked: Asked): Promise<{ scores: Of<number>; faults: Of<string[]> }> {
  const result = resultSchema.parse(JSON.parse(await runLighthouse(url, asked)));
  if (result.runtimeError) throw new Error(`${url}: ${result.runtimeError.message}`);
  return {
    scores: each((category) => Math.round((result.categories[category].score ?? 0) * 100)),
    faults: each((category) => faultsOf(result, category)),
  };
}

function each<T>(of: (category: Category) => T): Of<T> {
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    'best-practices': of('best-practices'),
    seo: of('seo'),
  };
}

function faultsOf({ categories, audits }: Result, category: Category): string[] {
  return categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${id} (${audits[id]?.title})`);
}

async function runLighthouse(url: string, { port, keepStorage }: Asked): Promise<string> {
  const args = [
    'exec',
    '--yes',
    `--package=${lighthouse}`,
    '--',
    'lighthouse',
    url,
    '--quiet',
    '--output=json',
    `--only-categories=${categories.join()}`,
  ];
  const own = [`--port=${port}`, '--hostname=127.0.0.1', ...(keepStorage ? ['--disable-storage-reset'] : [])];
  const child = spawn('npm', [...args, ...own], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = child.stdout.setEncoding('utf8').toArray();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${lighthouse} ended with ${code}`);
  return (await output).join('');
}
