/**
 * `npm run lighthouse`: Google's Lighthouse on what is served, as on a middling phone. Accessibility, best practices and
 * SEO have to be 100 on every screen that needs no sign-in, and on Today; performance 98 on the first, as the median of
 * several runs, since two of the same page differ by three. Ends with 1 on a miss.
 *
 * Lighthouse is no dependency of Carnet: it weighs 186 MB, and `npm exec` keeps it in npm's cache.
 */
import { startSample } from '../draw/sample-server.ts';
import { openPhone } from './chromium.ts';
import { type Category, categories, scoresOf } from './scores.ts';

type Place = { name: string; path: string; signedIn?: true; atLeast?: Partial<Record<Category, number>> };

const places: readonly Place[] = [
  { name: 'Welcome', path: '/', atLeast: { performance: 98 } },
  { name: 'Help', path: '/help' },
  { name: 'A topic of Help', path: '/help/unwell' },
  { name: 'Privacy', path: '/privacy' },
  // Not for search engines, by a `noindex` of its own.
  { name: 'Invitation', path: '/join', atLeast: { seo: 0 } },
  { name: 'Account', path: '/account' },
  { name: 'Today', path: '/today', signedIn: true },
];
/** Of a page whose performance has to be of some height. */
const runs = 7;
const perfect = { accessibility: 100, 'best-practices': 100, seo: 100 };

const server = await startSample('full');
const misses: string[] = [];
try {
  console.log(['', ...categories].map((word) => word.padEnd(16)).join(''));
  for (const place of places) await judge(place);
} finally {
  await server.close();
}
for (const miss of misses) console.log(miss);
process.exitCode = misses.length > 0 ? 1 : 0;

async function judge(place: Place): Promise<void> {
  const { name, atLeast } = place;
  const first = await look(place);
  const found = [first];
  while (found.length < (atLeast?.performance ? runs : 1)) found.push(await look(place));
  const byPerformance = found.toSorted((a, b) => a.scores.performance - b.scores.performance);
  const { scores, faults } = byPerformance[Math.floor(found.length / 2)] ?? first;
  console.log([name, ...categories.map((category) => String(scores[category]))].map(wide).join(''));
  if (found.length > 1)
    console.log(`  performance of ${byPerformance.map((one) => one.scores.performance).join(', ')}`);
  const wanted = Object.entries({ ...perfect, ...atLeast }) as [Category, number][];
  for (const [category, least] of wanted.filter(([category, least]) => scores[category] < least))
    misses.push(`${name}: ${category} ${scores[category]}, not ${least}: ${faults[category].join('; ')}`);
}

type Found = Awaited<ReturnType<typeof scoresOf>>;

async function look({ path, signedIn }: Place): Promise<Found> {
  const phone = await openPhone(signedIn && (await server.link('mentor')));
  try {
    return await scoresOf(server.origin + path, { port: phone.port, keepStorage: signedIn === true });
  } finally {
    await phone.close();
  }
}

function wide(cell: string): string {
  return cell.padEnd(16);
}
