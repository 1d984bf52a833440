import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { ensureBuilt } from '#server/ensure-built.ts';
import { openSection } from '../e2e/support/actions.ts';
import { sendPhotos } from '../e2e/support/many-receipts.ts';
import { openPhone } from '../e2e/support/phone.ts';
import { type ServerProcess, startServerProcess } from '../e2e/support/server-process.ts';
import { signIn } from '../e2e/support/steps.ts';
import { instant } from '../fixtures.ts';
import { newId } from '../load/seed.ts';
import { type BarePage, openBarePage } from './bare-page.ts';
import { type Figure, figure, spread } from './figure.ts';
import { inFolder } from './folder.ts';
import { heapSize } from './heap-size.ts';
import { addPhoto, giveEyes, lookAround } from './use-page.ts';

const rounds = 7;
/** `--hour` goes on for a whole one. */
const steps = 40;
const hour = 60 * 60_000;
/** By then all code is loaded, V8 has compiled what is run often, and each list has something to show. */
const warm = 11;
/** By heap snapshots twenty rounds apart. */
const note =
  'the app’s nodes and listeners stay as many; what grows is what V8 compiled, and the lists that the browser keeps of requests, slow frames and styles';
const galleries = { Summary: 20, 'What comes next': 500 } as const;

/**
 * What the app's page holds on to: after an hour of use (shortened, unless `--hour` is given), and with many photos. The
 * heap of JavaScript, the nodes of the page and its buffers, after everything that nobody needs was collected.
 */
export async function measureHeap(): Promise<Figure[]> {
  await ensureBuilt(resolve(import.meta.dirname, '../..'));
  return [await measureUse(), await measureGalleries()];
}

async function measureUse(): Promise<Figure> {
  const isWhole = process.argv.includes('--hour');
  return inFolder(async (folder) => {
    const server = await startServerProcess();
    const page = await openBarePage(folder, {
      url: `http://localhost:${server.port}/join#${server.secrets.mentee}`,
      shows: 'nav a[aria-current="page"]',
    });
    try {
      await page.run(giveEyes, 60_000);
      const start = performance.now();
      let before = 0;
      let step = 0;
      for (; isWhole ? performance.now() - start < hour : step < steps; step += 1) {
        await useOnce(page, step);
        if (step === warm) before = await atRest(page);
      }
      const minutes = Math.round((performance.now() - start) / 60_000);
      const name = `heap: after ${step} photos, lines and looks at each screen (${minutes} minutes)`;
      const floor = { name: `after ${warm + 1} of them`, value: spread([before]) };
      const value = spread([await atRest(page)]);
      return figure(name, { unit: 'B', value, floor, aim: { most: 1.1 }, note });
    } finally {
      await page.close();
      await server.close();
    }
  });
}

async function useOnce(page: BarePage, step: number): Promise<void> {
  await page.run(addPhoto, { section: 'Summary', step });
  await page.type(` What we saw in the library on walk number ${step}.`);
  await page.run(lookAround, ['Plan', 'Expenses', 'More', 'Today']);
}

/** Long enough for all that a screen does behind itself. */
async function atRest(page: BarePage): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3000));
  return heapSize(page.send);
}

async function measureGalleries(): Promise<Figure> {
  return withPhone(async (page, server) => {
    const author = server.secrets.mentor;
    const sections = await sectionsOf(page, Object.keys(galleries));
    await sendPhotos(
      server,
      { secret: author, page, count: sum(Object.values(galleries)) },
      (number, photo, createdBy) => {
        const [small, large] = sections;
        const sectionId = number <= galleries.Summary ? small : large;
        const file = { blob: photo.hash, thumb: null, type: 'image/jpeg', size: photo.size, name: `${number}.jpg` };
        const words = { caption: `Photo ${number}`, licence: 'CC BY-SA 4.0' };
        return [
          { name: 'evidence.add', args: { id: newId(), sectionId, ...words, ...file, createdBy, createdAt: instant } },
        ];
      },
    );
    await page.waitForFunction(allHere, sum(Object.values(galleries)), { timeout: 300_000, polling: 2000 });
    const found = { Summary: [] as number[], 'What comes next': [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of ['Summary', 'What comes next'] as const) {
        await lookThrough(page, name);
        const size = await heapOf(page);
        // The first time it loads what it needs.
        if (round > 0) found[name].push(size);
      }
    }
    return figure(`heap: a gallery of ${galleries['What comes next']} photos, looked through`, {
      ...{ unit: 'B', value: spread(found['What comes next']), aim: { most: 1.5 } },
      floor: { name: `one of ${galleries.Summary}`, value: spread(found.Summary) },
    });
  });
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  // Newer browsers tell more than Playwright's types know.
  const size = await heapSize((method, params) => session.send(method as 'Runtime.getHeapUsage', params as undefined));
  await session.detach();
  return size;
}

async function lookThrough(page: Page, section: string): Promise<void> {
  await openSection(page, section);
  await page.getByRole('heading', { name: 'Evidence' }).first().waitFor();
  for (let isEnd = false; !isEnd; ) {
    isEnd = await page.evaluate(() => {
      const before = window.scrollY;
      window.scrollBy(0, 600);
      return window.scrollY === before;
    });
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(1000);
}

/** Runs in the page: whether so many photos have come. */
async function allHere(count: number): Promise<boolean> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(names.find((name) => name.startsWith('carnet-')) ?? '');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const here = await new Promise<number>((resolve, reject) => {
    const request = db.transaction('blobBytes').objectStore('blobBytes').count();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  db.close();
  return here >= count;
}

async function sectionsOf(page: Page, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    await openSection(page, name);
    ids.push(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  }
  return ids;
}

async function withPhone<T>(work: (page: Page, server: ServerProcess) => Promise<T>): Promise<T> {
  const server = await startServerProcess();
  const phone = await openPhone(server.port);
  try {
    await signIn(phone, server.secrets.mentee);
    return await work(phone.page, server);
  } finally {
    await phone.close();
    await server.close();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
