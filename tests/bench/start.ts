import { resolve } from 'node:path';
import { ensureBuilt } from '#server/ensure-built.ts';
import { type Opening, openCold, type Place, slowDown } from './cold-browser.ts';
import { type Figure, figure, spread } from './figure.ts';
import { fillProfile, type Profile } from './filled-profile.ts';
import { inFolder } from './folder.ts';
import type { Size } from './large-exchange.ts';

const rounds = 7;
const usual: Size = { rows: 300, photos: 60, expenses: 40 };
const big: Size = { rows: 5000, photos: 500, expenses: 300 };
/** The heading, and the three buttons. */
const button = ' > .cdx-button';
const today = ['main h1', ...[0, 1, 2].map((before) => `.quick-actions${button}${' ~ .cdx-button'.repeat(before)}`)];

/**
 * From the tap on the icon to Today with its buttons, in a browser that was closed, without a network, on a slow
 * processor. The floor is a page of one word that a service worker answers from its cache, in the same way.
 * Between the document and Today no longer stands the compiling (a trace counts 47 functions that are compiled at their
 * first call, of 1,156 before), but the running of what Today needs, its layout, and the start of the worker.
 */
export function measureStart(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const dist = await ensureBuilt(resolve(import.meta.dirname, '../..'));
    const small = await fillProfile(`${folder}/small`, dist, usual);
    const large = await fillProfile(`${folder}/large`, dist, big);
    const [floor, guarded, app, bigApp] = await openInTurns([
      [small, { url: small.floor, elements: ['p'] }],
      [small, { url: small.guardedFloor, elements: ['p'] }],
      [small, { url: `${small.origin}/today`, elements: today }],
      [large, { url: `${large.origin}/today`, elements: today }],
    ]);
    if (!floor || !guarded || !app || !bigApp) throw new Error('nothing was opened');
    const slow = `processor ${slowDown} times slower`;
    const name = (size: Size) => `${size.rows} rows, ${size.photos} photos`;
    return [
      figure(`start: to Today, ${name(usual)}, ${slow}`, {
        ...{ value: readyOf(app), floor: { name: 'an empty page through a service worker', value: readyOf(floor) } },
        ...{ aim: { most: 3 }, note: `${noteOf(app)}. ${startNote}` },
      }),
      figure(`start: the same beside a page with Carnet’s headers`, {
        ...{
          value: readyOf(app),
          floor: { name: 'that page, empty, through a service worker', value: readyOf(guarded) },
        },
      }),
      figure(`start: to Today, ${name(big)}, ${slow}`, {
        ...{ value: readyOf(bigApp), floor: { name: `the same with ${name(usual)}`, value: readyOf(app) } },
        ...{ aim: { most: 1.15 }, note: noteOf(bigApp) },
      }),
    ];
  });
}

/** By traces of openings at full speed. */
const startNote =
  'Of an opening: the worker starts beside it (Static Routing); until Chromium has a process for a page with Cross-Origin-Opener-Policy and Origin-Agent-Cluster, which the floor goes without, a fifth of the time, which that protection is worth (the next row has a floor with it); then, in ms of processor time, 36 for document and context, 15 for styles, 20 for the first scripts, 13 to render what stands around Today and 14 to draw it, 6 to read Today without Dexie, 12 to render it and 11 to draw it. At a fourth of the speed three of these are long tasks, each one render or one frame: to divide them is to draw more often, which takes longer';

/** The budgets at start that are no ratio: at most one long task until Today is there, and nothing that moves. */
function noteOf(openings: readonly Opening[]): string {
  const before = openings.map(({ ready, longTasks }) => longTasks.filter(([start]) => start < (ready ?? 0)));
  const counts = spread(before.map(({ length }) => length));
  const longest = Math.max(0, ...before.flat().map(([, duration]) => duration));
  const shift = Math.max(...openings.map((opening) => opening.shift));
  const tasks = `${counts.median} long tasks (${counts.min}–${counts.max}) before, the longest ${longest.toFixed(0)} ms`;
  return `${tasks}; layout shift ${shift.toFixed(3)} at most`;
}

async function openInTurns(works: readonly (readonly [Profile, Place])[]): Promise<Opening[][]> {
  const found = works.map((): Opening[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, [{ folder }, place]] of works.entries()) {
      const opening = await openCold(folder, place);
      // After the first one what the browser compiled is kept, as it is on a phone.
      if (round > 0) found[index]?.push(opening);
    }
  }
  return found;
}

function readyOf(openings: readonly Opening[]) {
  return spread(
    openings.map(({ ready }) => {
      if (ready === null) throw new Error('a page did not open in time');
      return ready;
    }),
  );
}
