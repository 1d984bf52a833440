import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Which folder may import which; the rule itself is in biome.json, and the README draws it. */
const mayImport: Record<string, string[]> = {
  'src/domain/plan/probe.ts': [],
  'src/store/queries/probe.ts': ['domain'],
  'src/sync/probe.ts': ['domain', 'store'],
  'src/ui/routes/probe.tsx': ['domain', 'store'],
  'src/server/db/probe.ts': ['domain'],
  'sw/probe.ts': ['domain', 'store', 'sync'],
  'src/main.tsx': ['domain', 'store', 'sync', 'ui'],
};
const folders = ['domain', 'store', 'sync', 'ui', 'server'];

let project: string;
let refused: Map<string, Set<string>>;

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'carnet-arrows-')));
  cpSync(resolve('biome.json'), join(project, 'biome.json'));
  for (const path of Object.keys(mayImport)) writeProbe(path);
  refused = lint();
});

afterAll(() => rmSync(project, { recursive: true }));

test.each(Object.entries(mayImport))('%s may import %j and no other folder', (path, allowed) => {
  const own = path.split('/').find((part) => folders.includes(part));
  const forbidden = folders.filter((folder) => folder !== own && !allowed.includes(folder));
  const expected = forbidden.flatMap((folder) =>
    importsOf(folder)
      .keys()
      .toArray()
      .map((kind) => `${folder} ${kind}`),
  );
  expect([...(refused.get(path) ?? [])].sort()).toEqual(expected.sort());
});

/** Every way to name a module of another folder, by what it is called in a failure. */
function importsOf(folder: string): Map<string, string> {
  return new Map([
    ['by alias', `import '#${folder}/a.ts';`],
    ['by path', `import '../${folder}/b.ts';`],
    ['by a long path', `import '../../${folder}/deep/c.ts';`],
    ['as a type', `export type { D } from '#${folder}/d.ts';`],
    ['when needed', `export const load${folder} = () => import('#${folder}/e.ts');`],
  ]);
}

const probeLines = folders.flatMap((folder) =>
  [...importsOf(folder)].map(([kind, line]) => ({ name: `${folder} ${kind}`, line })),
);

function writeProbe(path: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), `${probeLines.map(({ line }) => line).join('\n')}\n`);
}

/** The refused imports of each probe. */
function lint(): Map<string, Set<string>> {
  const rule = 'lint/style/noRestrictedImports';
  const { stdout } = spawnSync(
    resolve('node_modules/.bin/biome'),
    ['lint', '--vcs-enabled=false', `--only=${rule.slice(5)}`, '--reporter=github', '--max-diagnostics=none', '.'],
    { cwd: project, encoding: 'utf8' },
  );
  const found = new Map<string, Set<string>>();
  for (const [, file = '', line] of stdout.matchAll(/title=\S+?,file=([^,]+),line=(\d+)/g)) {
    const path = relative(project, file);
    const name = probeLines[Number(line) - 1]?.name ?? `line ${line}`;
    found.set(path, (found.get(path) ?? new Set()).add(name));
  }
  return found;
}
