/**
 * `npm run bench`: what Carnet costs above the least that the same work could cost, in the same run on the same
 * machine. Prints a table and writes it to test-results/bench.json. `npm run bench -- NAME…` runs some of them alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { measureSyncInBrowser } from './browser.ts';
import { type Figure, rowOf } from './figure.ts';
import { measureFirstPages } from './first-page.ts';
import { measureList } from './list.ts';
import { measurePushAndPull } from './push-pull.ts';
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
  typing: measureTyping,
  start: measureStart,
  list: measureList,
};

const asked = process.argv.slice(2);
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
