/**
 * `npm run bench`: what Carnet costs above the least that the same work could cost, in the same run on the same
 * machine. Prints a table and writes it to test-results/bench.json. `npm run bench -- NAME…` runs some of them alone.
 *
 *   --hour   an hour of use for `heap`, in the place of a shorter one
 *   --write  takes what was measured over into the page of the docs, RESULTS.md
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureSyncInBrowser } from './browser.ts';
import { measureCapture } from './capture.ts';
import { type Figure, rowOf } from './figure.ts';
import { measureFirstPages } from './first-page.ts';
import { measureHeap } from './heap.ts';
import { measureList } from './list.ts';
import { measurePhotos } from './photos.ts';
import { measurePushAndPull } from './push-pull.ts';
import { resultsPage } from './results-page.ts';
import { measureServer } from './server.ts';
import { measureStart } from './start.ts';
import { measureTyping } from './typing.ts';
import { measureWire } from './wire.ts';

const benches: Record<string, () => Promise<Figure[]>> = {
  'push-pull': measurePushAndPull,
  'first-page': measureFirstPages,
  server: measureServer,
  wire: measureWire,
  browser: measureSyncInBrowser,
  photos: measurePhotos,
  capture: measureCapture,
  heap: measureHeap,
  typing: measureTyping,
  start: measureStart,
  list: measureList,
};

const { values: options, positionals: asked } = parseArgs({
  options: { write: { type: 'boolean', default: false }, hour: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const figures: Record<string, Figure[]> = {};
for (const [name, measure] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  const found = await measure();
  for (const figure of found) console.log(`  ${rowOf(figure)}`);
  figures[name] = found;
}
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench.json', `${JSON.stringify(figures, null, 2)}\n`);
if (options.write) {
  const file = join(import.meta.dirname, 'RESULTS.md');
  const standing = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
  writeFileSync(file, resultsPage(figures, Object.keys(benches), standing, { date, machine }));
}
