import type { CDPSession, Locator, Page } from '@playwright/test';
import { openSection } from '../e2e/support/actions.ts';
import { openPhone, type Phone } from '../e2e/support/phone.ts';
import { startServerProcess } from '../e2e/support/server-process.ts';
import { expectSynced, signIn } from '../e2e/support/steps.ts';
import { readPhone } from '../e2e/support/storage.ts';
import { compareAll, sha256 } from './compare.ts';
import { closeDevice, openDevice, settle } from './device.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { missingIn, type Said, takeIn } from './phone-ledger.ts';
import { expectDrawn, pickReceipt, takePhoto } from './photo.ts';
import type { Trial, TrialOptions } from './trial.ts';

/** Bytes of a photo. */
const photoSize = 2_000_000;
/** How long (ms) a screen may take to say what came of a save. */
const patience = { timeout: 30_000 };

/** Takes the browser's storage away while a photo, a form and a text are being saved, and gives it back. */
export async function fillBrowser({ quick, distDir, say }: TrialOptions): Promise<Trial> {
  const server = await startServerProcess(distDir, { quiet: true });
  const mentor = await openDevice('mentor', `http://127.0.0.1:${server.port}`, server.secrets.mentor);
  const phone = await openPhone(server.port);
  const trial: Filling = { phone, ledger: newLedger(), entered: [], lost: [], broken: [], filled: 0, refused: 0 };
  try {
    await signIn(phone, server.secrets.mentee);
    for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
      // Nothing fits any more; or a form does, and a photo does not.
      await tryPhoto(trial, round, 1);
      if (!quick) await tryPhoto(trial, round + 100, (await bytesUsed(phone.page)) + photoSize / 4);
      await tryForm(trial, round);
      await tryWords(trial, round);
      say(`filled ${trial.filled} times`);
    }
    await expectDrawn(phone.page);
    await expectSynced(phone.page);
    const restless = await settle([mentor]);
    await server.kill();
    const found = await compareAll(server.dataDir, [mentor], trial.ledger);
    return {
      fault: 'The browser has no room left (its quota is set to nothing, or to less than a photo)',
      injected: trial.filled,
      hit: trial.refused,
      hitMeans: 'made a write of the app fail, which then was on the screen in words',
      entered: {
        writes: trial.entered.length,
        photos: trial.entered.filter((said) => 'photo' in said).length,
        paragraphs: trial.entered.filter((said) => 'word' in said).length,
      },
      ...found,
      lost: [...trial.lost, ...found.lost],
      broken: [...trial.broken, ...found.broken, ...restless],
      notes: [
        'What was being entered stayed on the screen with the reason in words, and was saved there once there was room.',
      ],
    };
  } finally {
    await phone.close();
    await closeDevice(mentor);
    await server.close();
  }
}

type Filling = {
  readonly phone: Phone;
  readonly ledger: Ledger;
  readonly entered: Said[];
  readonly lost: string[];
  readonly broken: string[];
  filled: number;
  refused: number;
};

async function tryPhoto(trial: Filling, number: number, quotaSize: number): Promise<void> {
  const photo = await takePhoto(trial.phone.page, `Receipt ${number}`, number, photoSize);
  const { page, relieve } = await fill(trial, '/expenses', quotaSize);
  await pickReceipt(page, photo);
  const details = page.getByRole('textbox', { name: 'Amount' });
  if (await isRefused(page.getByText(/There is no space left on this device/), details)) {
    trial.refused += 1;
    await expectShown(trial, page.getByText(photo.name), 'the photo that was not saved has gone from the screen');
    await relieve();
    await page.getByRole('button', { name: 'Try again' }).click();
  } else await relieve();
  await details.waitFor(patience);
  await note(trial, { photo: sha256(photo.buffer) });
}

async function tryForm(trial: Filling, number: number): Promise<void> {
  const title = `Objective on a full phone ${number}`;
  const { page, relieve } = await fill(trial, '/plan', 1);
  await page.getByRole('button', { name: 'Add objective' }).click();
  const field = page.getByRole('textbox', { name: 'Objective', exact: true });
  await field.fill(title);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = page.getByRole('heading', { name: title });
  if (await isRefused(page.getByText(/This device has no space left/), saved)) {
    trial.refused += 1;
    if ((await field.inputValue()) !== title) trial.broken.push('a form that was not saved has lost what was typed');
    await relieve();
    await page.getByRole('button', { name: 'Try again' }).click();
  } else await relieve();
  await saved.waitFor(patience);
  await note(trial, { title });
}

async function tryWords(trial: Filling, number: number): Promise<void> {
  const word = `<written on a full phone ${number}>`;
  const { page, relieve } = await fill(trial, '/report', 1);
  await openSection(page, 'Summary');
  const area = page.getByRole('textbox', { name: 'Text of “Summary”' });
  await area.press('Control+End');
  await area.pressSequentially(` ${word}`);
  const saved = page.getByText('Saved on this device', { exact: true });
  if (await isRefused(page.getByText(/Your words could not be saved/), saved)) {
    trial.refused += 1;
    if (!(await area.innerText()).includes(word)) trial.broken.push('a text that was not saved has lost its words');
  }
  await relieve();
  // The writing goes on, and takes along what could not be saved.
  await area.pressSequentially('!');
  await saved.waitFor(patience);
  await note(trial, { word });
}

/** Which of the two comes first: Chromium now and then lets through what is small, whatever the quota says. */
async function isRefused(refusal: Locator, saved: Locator): Promise<boolean> {
  await refusal.or(saved).first().waitFor(patience);
  return refusal.isVisible();
}

/**
 * Opens the app in a browser that has just started, with a quota. (A running one remembers for half a minute how much
 * room there was.) The address in between runs nothing of the app's, so that nothing is stored before the quota stands.
 */
async function fill(
  trial: Filling,
  path: string,
  quotaSize: number,
): Promise<{ page: Page; relieve(): Promise<void> }> {
  const { phone } = trial;
  const page = await phone.killAndRestart('/api/health');
  const cdp = await page.context().newCDPSession(page);
  const override: Override = { origin: phone.origin };
  await cdp.send('Storage.overrideQuotaForOrigin', { ...override, quotaSize });
  trial.filled += 1;
  await page.goto(phone.origin + path);
  return { page, relieve: () => lift(cdp, override) };
}

type Override = { origin: string };

async function lift(cdp: CDPSession, override: Override): Promise<void> {
  await cdp.send('Storage.overrideQuotaForOrigin', override);
}

async function bytesUsed(page: Page): Promise<number> {
  return page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
}

async function expectShown(trial: Filling, place: ReturnType<Page['getByText']>, otherwise: string): Promise<void> {
  if (!(await place.isVisible())) trial.broken.push(otherwise);
}

/** The screen has called it saved, now that there is room. */
async function note({ phone, entered, ledger, lost }: Filling, said: Said): Promise<void> {
  entered.push(said);
  const storage = await readPhone(phone.page);
  if (!takeIn(said, storage, ledger)) lost.push(`the phone: ${JSON.stringify(said)}`);
  lost.push(...missingIn(storage, ledger));
}
