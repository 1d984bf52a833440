import { setTimeout as after } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { openSection, type UploadedFile } from '../e2e/support/actions.ts';
import { openPhone } from '../e2e/support/phone.ts';
import { startServerProcess } from '../e2e/support/server-process.ts';
import { expectSynced, goTo, signIn } from '../e2e/support/steps.ts';
import { readPhone } from '../e2e/support/storage.ts';
import { seededRandom } from '../fixtures.ts';
import { compareAll, sha256 } from './compare.ts';
import { closeDevice, openDevice, settle } from './device.ts';
import { newLedger } from './ledger.ts';
import { missingIn, type Said, takeIn } from './phone-ledger.ts';
import { expectDrawn, pickReceipt, takePhoto } from './photo.ts';
import type { Trial, TrialOptions } from './trial.ts';

/** How long (ms) after “saved” the battery may give out. */
const spread = 300;

/** Kills a browser after its screen has said “saved”, and starts it again on the same profile. */
export async function killBrowser({ seed, quick, distDir, say }: TrialOptions): Promise<Trial> {
  const times = quick ? 3 : 30;
  const random = seededRandom(seed);
  const server = await startServerProcess(distDir, { quiet: true });
  const mentor = await openDevice('mentor', `http://127.0.0.1:${server.port}`, server.secrets.mentor);
  const phone = await openPhone(server.port);
  const ledger = newLedger();
  const entered: Said[] = [];
  const lost: string[] = [];
  let waiting = 0;
  try {
    await signIn(phone, server.secrets.mentee);
    for (let kill = 1; kill <= times; kill += 1) {
      if (random() < 0.5) await phone.goOffline();
      else await phone.goOnline();
      const said = await enter(phone.page, kill, random);
      entered.push(said);
      await after(random() * spread);
      await phone.killAndRestart();
      const storage = await readPhone(phone.page);
      if (storage.outbox > 0) waiting += 1;
      if (!takeIn(said, storage, ledger)) lost.push(`after kill ${kill}, ${JSON.stringify(said)}`);
      lost.push(...missingIn(storage, ledger).map((missing) => `after kill ${kill}, ${missing}`));
      say(`killed ${kill} times, ${lost.length} losses`);
    }
    await phone.goOnline();
    await expectDrawn(phone.page);
    await expectSynced(phone.page);
    const restless = await settle([mentor]);
    await server.kill();
    const found = await compareAll(server.dataDir, [mentor], ledger);
    return {
      fault: 'Chromium is killed (SIGKILL, all its processes) up to 300 ms after the screen said “saved”',
      injected: times,
      hit: times,
      hitMeans: 'came after “saved”',
      entered: {
        writes: entered.length,
        photos: entered.filter((said) => 'photo' in said).length,
        paragraphs: entered.filter((said) => 'word' in said).length,
      },
      ...found,
      lost: [...lost, ...found.lost],
      broken: [...found.broken, ...restless],
      notes: [`After ${waiting} of the kills, writes were still waiting for the server.`, ...found.notes],
    };
  } finally {
    await phone.close();
    await closeDevice(mentor);
    await server.close();
  }
}

/** Enters one thing through the screens, and returns as soon as they say that it is saved. */
async function enter(page: Page, kill: number, random: () => number): Promise<Said> {
  if (kill % 3 === 0) return enterObjective(page, `Objective before kill ${kill}`);
  if (kill % 3 === 1) {
    const size = 200_000 + Math.floor(random() * 1_500_000);
    return enterReceipt(page, await takePhoto(page, `Receipt ${kill}`, kill, size));
  }
  return enterWords(page, `<written before kill ${kill}>`);
}

async function enterObjective(page: Page, title: string): Promise<Said> {
  await goTo(page, 'Plan');
  await page.getByRole('button', { name: 'Add objective' }).click();
  await page.getByRole('textbox', { name: 'Objective', exact: true }).fill(title);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  return { title };
}

async function enterReceipt(page: Page, photo: UploadedFile): Promise<Said> {
  await pickReceipt(page, photo);
  // The expense opens when the photo is on the disk.
  await page.getByRole('textbox', { name: 'Amount' }).waitFor();
  return { photo: sha256(photo.buffer) };
}

async function enterWords(page: Page, word: string): Promise<Said> {
  await openSection(page, 'Summary');
  const area = page.getByRole('textbox', { name: 'Text of “Summary”' });
  await area.press('Control+End');
  await area.pressSequentially(` ${word}`);
  await page.getByText('Saved on this device', { exact: true }).waitFor();
  return { word };
}
