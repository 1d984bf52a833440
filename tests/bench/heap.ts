import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { ensureBuilt } from '#server/ensure-built.ts';
import { drawReceipt } from '../draw/receipt-image.ts';
import { openSection, type UploadedFile, writeInReport } from '../e2e/support/actions.ts';
import { sendPhotos } from '../e2e/support/many-receipts.ts';
import { openPhone } from '../e2e/support/phone.ts';
import { type ServerProcess, startServerProcess } from '../e2e/support/server-process.ts';
import { expectSynced, goTo, signIn } from '../e2e/support/steps.ts';
import { instant } from '../fixtures.ts';
import { newId } from '../load/seed.ts';
import { type Figure, figure, spread } from './figure.ts';
import { inBareHeap } from './heap-size.ts';

const rounds = 7;
/** A photo, a line and a look at each screen are about six seconds; `--hour` goes on for a whole one. */
const steps = 40;
const hour = 60 * 60_000;
/** By then all code is loaded, V8 has compiled what is run often, and each list has something to show. */
const warm = 11;
/** By heap snapshots twenty rounds apart. */
const note =
  'what grows is none of the app’s: a third is what V8 compiled, a third the inspector’s list of requests, the rest the browser’s own of slow frames and styles; after an hour (270 rounds) it was 1.41 times the floor, looked into no further';
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
  return withPhone(async (page) => {
    const size = () => inBareHeap(page);
    const start = performance.now();
    let before = 0;
    let step = 0;
    for (; isWhole ? performance.now() - start < hour : step < steps; step += 1) {
      await useOnce(page, step);
      if (step === warm) before = await atRest(page, size);
    }
    const minutes = Math.round((performance.now() - start) / 60_000);
    const name = `heap: after ${step} photos, lines and looks at each screen (${minutes} minutes)`;
    const floor = { name: `after ${warm + 1} of them`, value: spread([before]) };
    const value = spread([await atRest(page, size)]);
    return figure(name, { unit: 'B', value, floor, aim: { most: 1.1 }, note });
  });
}

async function useOnce(page: Page, step: number): Promise<void> {
  const drawing = { merchant: `Shop ${step}`, total: `${step},00`, currency: 'CZK', seed: step };
  const buffer = Buffer.from(await drawReceipt(page, drawing));
  await addPhoto(page, 'Summary', { name: `${step}.jpg`, mimeType: 'image/jpeg', buffer });
  await writeInReport(page, 'Summary', ` What we saw in the library on walk number ${step}.`);
  for (const place of ['Plan', 'Expenses', 'More', 'Today'] as const) await goTo(page, place);
  await expectSynced(page);
}

/**
 * Picks the photo from within the page: a field that Playwright gives a file to stays in the heap, and its page with it.
 */
async function addPhoto(page: Page, section: string, { name, mimeType, buffer }: UploadedFile): Promise<void> {
  await openSection(page, section);
  await page.evaluate(pick, { name, type: mimeType, base64: buffer.toString('base64') });
  await page.getByText('Photo saved on this device').waitFor();
}

/** Runs in the page. */
function pick({ name, type, base64 }: { name: string; type: string; base64: string }): void {
  const input = document.querySelector<HTMLInputElement>('input[type=file][aria-label="Add photo"]');
  if (!input) throw new Error('the section takes no photo');
  const chosen = new DataTransfer();
  chosen.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** On the same screen each time, when nothing is under way any more. */
async function atRest(page: Page, size: () => Promise<number>): Promise<number> {
  await goTo(page, 'Today');
  await expectSynced(page);
  await page.waitForTimeout(3000);
  return size();
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
        const size = await inBareHeap(page);
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
