/**
 * `npm run audit`: asks the registry for known holes in what the server and the phone are made of. Fails on one that is
 * high or critical. Where the registry has no such question, or can't be reached, it says so and fails nothing: a build
 * must not hang on another machine. `AUDIT=strict` makes that a failure, for a place that has to know.
 */
import { spawnSync } from 'node:child_process';

/** What `npm audit --json` says, as far as it is read here. */
type Report = {
  message?: string;
  vulnerabilities?: Record<string, { severity: string; via: readonly (string | { title?: string; url?: string })[] }>;
};

export type Verdict = { ok: boolean; lines: string[] };

const grave: ReadonlySet<string> = new Set(['high', 'critical']);

/** @param output of `npm audit --json` @param strict whether not to know is a failure */
export function verdictOf(output: string, strict = false): Verdict {
  const report = parse(output);
  if (!report?.vulnerabilities) {
    const reason = report?.message ?? 'the registry gave no report';
    return { ok: !strict, lines: [`Not audited: ${reason.slice(0, 200)}`] };
  }
  const found = Object.entries(report.vulnerabilities).map(([name, { severity, via }]) => {
    const titles = via.map((cause) => (typeof cause === 'string' ? cause : `${cause.title ?? ''} ${cause.url ?? ''}`));
    return { severity, line: `${severity}: ${name} (${titles.join('; ')})` };
  });
  const ok = !found.some(({ severity }) => grave.has(severity));
  return { ok, lines: found.length > 0 ? found.map(({ line }) => line) : ['No known holes.'] };
}

function parse(output: string): Report | undefined {
  try {
    // npm's own format; whatever is missing in it counts as no report.
    return JSON.parse(output) as Report;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=20000'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  const { ok, lines } = verdictOf(stdout ?? '', process.env.AUDIT === 'strict');
  for (const line of lines) console.log(line);
  process.exitCode = ok ? 0 : 1;
}
