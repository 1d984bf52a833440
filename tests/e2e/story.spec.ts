import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { drawReceipt } from '../draw/receipt-image.ts';
import { tinyPdf } from '../draw/tiny-pdf.ts';
import {
  addObjective,
  addReceipt,
  addSession,
  attachEvidence,
  fillDetails,
  openSchedule,
  openSection,
  type UploadedFile,
  writeInReport,
} from './support/actions.ts';
import type { Phone } from './support/phone.ts';
import type { ServerProcess } from './support/server-process.ts';
import { tasksOf } from './support/start-tasks.ts';
import { expectSynced, goTo } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { shareWorld, test } from './support/world.ts';

/** The main job: a mentee and a mentor, each alone without a network, and everything there when they meet again. */

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function photo(page: Page, name: string, seed: number): Promise<UploadedFile> {
  const drawing = { merchant: name, total: '450,00', currency: 'CZK', seed };
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(await drawReceipt(page, drawing)) };
}

function pdf(words: string): UploadedFile {
  return { name: 'invoice.pdf', mimeType: 'application/pdf', buffer: Buffer.from(tinyPdf([words])) };
}

/** Of what one phone does alone. */
const alone = shareWorld();

alone(
  'a phone starts from itself without a network: opened again, reloaded, and at any address',
  async ({ mentee }) => {
    await mentee.goOffline();
    await mentee.page.context().addInitScript(watchStart);
    for (const path of ['/today', '/plan', '/plan/schedule', '/expenses', '/report', '/more']) {
      const page = await mentee.reopen(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      if (path === '/today') await expectStill(page);
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('status')).toHaveText('Offline');
    }
    await goTo(mentee.page, 'Plan');
    await expect(mentee.page.getByRole('heading', { name: 'Learning objectives' })).toBeVisible();
    await mentee.goOnline();
  },
);

alone('Today comes in short tasks, so that no tap waits: at most one of them is long', async ({ mentee }) => {
  await mentee.goOffline();
  const counts: number[] = [];
  for (let opening = 0; opening < 3; opening += 1) {
    const page = await mentee.page.context().newPage();
    const tasks = await tasksOf(page, `${mentee.origin}/today`);
    expect(tasks.length, 'the trace has the tasks').toBeGreaterThan(5);
    counts.push(tasks.filter((took) => took >= 50).length);
    await page.close();
  }
  await mentee.goOnline();
  // Which one opening or another has is no budget: that of the middle one is.
  expect(counts.toSorted((a, b) => a - b)[1], counts.join(', ')).toBeLessThanOrEqual(1);
});

/** Nothing of Today moves when the rest of it comes, and nothing was asked of the network before it was drawn. */
async function expectStill(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: 'Whole schedule' })).toBeVisible();
  expect(await page.evaluate(startOf)).toEqual({ moved: [], unanswered: [] });
}

/** Runs in each page before its own scripts. */
function watchStart(): void {
  const moved: string[] = [];
  Object.assign(window, { moved });
  new PerformanceObserver((list) => {
    // The Layout Instability API (WICG), which TypeScript does not know.
    const shifts = list.getEntries() as (PerformanceEntry & { sources: { node: Element | null }[] })[];
    for (const { sources } of shifts)
      moved.push(...sources.map(({ node }) => node?.className || String(node?.nodeName)));
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page: what has moved on it, and what was asked for before its first paint and came from nowhere. */
function startOf() {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const asked = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const early = asked.filter(({ startTime }) => startTime < (paint?.startTime ?? 0));
  const unanswered = early.filter(({ name, responseStatus }) => responseStatus !== 200 || name.includes('/api/'));
  // The script above has put it there.
  const { moved } = window as unknown as { moved: string[] };
  return { moved, unanswered: unanswered.map(({ name }) => name) };
}

alone('after many openings and reloads of the app its writes still reach the server', async ({ mentee }) => {
  for (let times = 0; times < 10; times += 1) {
    await mentee.page.goto(`${mentee.origin}${times % 2 === 0 ? '/plan' : '/more/sync'}`);
    await expect(mentee.page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await addObjective(mentee.page, 'Still connected');
  await expect(mentee.page.getByRole('status')).toHaveText('All changes synced');
});

alone(
  'a receipt is one tap away on Today: the photo is safe and its expense open, without a network',
  async ({ mentee }) => {
    await mentee.goOffline();
    const page = await mentee.reopen('/today');
    const receipt = await photo(page, 'Trafika', 31);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Add receipt' }).click(),
    ]);
    await chooser.setFiles(receipt);
    await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible();
    expect((await readPhone(page)).photos.map(({ hash }) => hash)).toContain(sha256(receipt.buffer));
  },
);

test('two people work a day without a network, the server is killed while they sync, and nothing is missing or doubled', async ({
  server,
  mentee,
  mentor,
}) => {
  const files = await workOffline(mentee, mentor);
  await Promise.all([mentee.goOnline(), mentor.goOnline()]);
  for (let kills = 0; kills < 4; kills += 1) {
    await new Promise((resolve) => setTimeout(resolve, 150 + kills * 130));
    await server.kill();
    await server.restart();
  }
  for (const phone of [mentee, mentor]) await syncNow(phone.page);
  await expectEverythingEverywhere({ server, mentee, mentor }, files);
});

test('the browser is killed right after “saved” is shown, and everything is there when it is opened again', async ({
  server,
  mentee,
  mentor,
}) => {
  await mentee.goOffline();
  const receipt = await photo(mentee.page, 'Kavárna', 77);
  await addReceipt(mentee.page, [receipt]);
  await mentee.killAndRestart('/expenses');
  await expect(mentee.page.getByRole('link', { name: /New expense/ })).toBeVisible();

  await writeInReport(mentee.page, 'Summary', ' Written on the train, then the battery died.');
  await mentee.killAndRestart('/report');
  await openSection(mentee.page, 'Summary');
  await expect(mentee.page.getByRole('textbox', { name: /Text of/ })).toContainText('then the battery died.');

  await addObjective(mentee.page, 'Survive a flat battery');
  await mentee.killAndRestart('/plan');
  await expect(mentee.page.getByRole('heading', { name: 'Survive a flat battery' })).toBeVisible();
  await expect(mentee.page.getByRole('status')).toHaveText(/^Offline · \d+ changes waiting$/);

  await mentee.goOnline();
  await expectSynced(mentee.page);
  await expectSynced(mentor.page);
  await expect
    .poll(async () => (await readPhone(mentor.page)).photos.map(({ hash }) => hash))
    .toContain(sha256(receipt.buffer));
  expect(await serverPhoto(server, sha256(receipt.buffer))).toBe(sha256(receipt.buffer));
});

type Work = { files: UploadedFile[] };

/** Both phones lose the network, are opened again, and are worked on: plan, schedule, expenses, report. */
async function workOffline(mentee: Phone, mentor: Phone): Promise<Work> {
  await Promise.all([mentee.goOffline(), mentor.goOffline()]);
  await Promise.all([mentee.reopen(), mentor.reopen()]);
  const files = await Promise.all([
    photo(mentee.page, 'Kavárna Atlas', 1),
    photo(mentee.page, 'Second page', 2),
    photo(mentor.page, 'Restaurace', 3),
    photo(mentee.page, 'Whiteboard', 4),
  ]);
  const [cafe, secondPage, restaurant, whiteboard] = files;
  if (!cafe || !secondPage || !restaurant || !whiteboard) throw new Error('four photos');
  const invoice = pdf('Invoice of the meeting room');
  await Promise.all([
    menteeWorks(mentee.page, [cafe, secondPage], whiteboard),
    mentorWorks(mentor.page, [restaurant, invoice]),
  ]);
  for (const { page } of [mentee, mentor]) {
    await expect(page.getByRole('status')).toHaveText(/^Offline · \d+ changes waiting$/);
    await page.reload();
    await expect(page.getByRole('status')).toHaveText(/^Offline · \d+ changes waiting$/);
  }
  return { files: [...files, invoice] };
}

async function menteeWorks(page: Page, receipts: UploadedFile[], whiteboard: UploadedFile): Promise<void> {
  await addObjective(page, 'Leave with a handover list');
  await addSession(page, { title: 'Evening walk', start: '20:00', end: '21:00' });
  await openSchedule(page);
  await page.getByRole('link', { name: /Evening walk/ }).click();
  await page.getByRole('button', { name: 'Later by 15 minutes' }).click();
  await expect(page.getByLabel('Start')).toHaveValue('20:15');
  await page.getByRole('button', { name: 'Mark done' }).click();
  await addReceipt(page, receipts);
  await fillDetails(page, { amount: '450', currency: 'CZK', category: 'Meals', merchant: 'Kavárna Atlas' });
  await writeInReport(page, 'Summary', ' A sentence of the mentee.');
  await attachEvidence(page, 'What we learned', whiteboard);
}

async function mentorWorks(page: Page, receipts: UploadedFile[]): Promise<void> {
  await addReceipt(page, receipts);
  await fillDetails(page, { amount: '1 234,50', currency: 'CZK', category: 'Meals', merchant: 'Restaurace U Řeky' });
  await writeInReport(page, 'Summary', ' Речення наставника.');
  await writeInReport(page, 'What the mentor would do differently', 'Start with the questions.');
  await addObjective(page, 'Write down who keeps the keys');
}

async function syncNow(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/more/sync`);
  await page.getByRole('button', { name: 'Sync now' }).click();
}

type Places = { server: ServerProcess; mentee: Phone; mentor: Phone };

async function expectEverythingEverywhere({ server, mentee, mentor }: Places, { files }: Work): Promise<void> {
  await Promise.all([expectSynced(mentee.page), expectSynced(mentor.page)]);
  const hashes = files.map(({ buffer }) => sha256(buffer)).sort();
  for (const { page } of [mentee, mentor]) {
    await expect
      .poll(async () => (await readPhone(page)).photos.map(({ hash }) => hash), { timeout: 60_000 })
      .toEqual(expect.arrayContaining(hashes));
    const { photos, outbox } = await readPhone(page);
    expect(photos.filter(({ name, hash, state }) => name !== hash || state !== 'confirmed')).toEqual([]);
    expect(outbox).toBe(0);
    await expectWords(page);
  }
  for (const hash of hashes) expect(await serverPhoto(server, hash)).toBe(hash);
  const [onMentee, onMentor] = [await readPhone(mentee.page), await readPhone(mentor.page)];
  expect(onMentee.rows).toEqual(onMentor.rows);
  expectExactlyOnce(Object.values(onMentee.rows), hashes);
}

/** What each wrote alone is on both screens. */
async function expectWords(page: Page): Promise<void> {
  await goTo(page, 'Plan');
  for (const title of ['Leave with a handover list', 'Write down who keeps the keys']) {
    await expect(page.getByRole('heading', { name: title })).toHaveCount(1);
  }
  await goTo(page, 'Expenses');
  await expect(page.getByRole('link', { name: /Kavárna Atlas/ })).toHaveCount(1);
  await expect(page.getByRole('link', { name: /Restaurace U Řeky/ })).toHaveCount(1);
  await openSection(page, 'Summary');
  const summary = page.getByRole('textbox', { name: /Text of/ });
  await expect(summary).toContainText('A sentence of the mentee.');
  await expect(summary).toContainText('Речення наставника.');
}

function expectExactlyOnce(rows: Record<string, unknown>[], hashes: string[]): void {
  const named = rows.flatMap(({ blob }) => (typeof blob === 'string' && hashes.includes(blob) ? [blob] : []));
  expect(named.sort()).toEqual(hashes);
  const walks = rows.filter(({ title }) => title === 'Evening walk');
  expect(walks).toMatchObject([{ start: '20:15', end: '21:15', state: 'done' }]);
}

/** The SHA-256 of a photo's bytes in the server's own folder. */
async function serverPhoto({ dataDir, exchangeId }: ServerProcess, hash: string): Promise<string> {
  return sha256(await readFile(join(dataDir, 'blobs', 'blobs', exchangeId, hash)));
}
