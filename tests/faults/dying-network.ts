import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openPhone, type Phone } from '../e2e/support/phone.ts';
import { type ServerProcess, startServerProcess } from '../e2e/support/server-process.ts';
import { signIn } from '../e2e/support/steps.ts';
import { type PhoneStorage, readPhone } from '../e2e/support/storage.ts';
import { compareAll, sha256 } from './compare.ts';
import { closeDevice, openDevice, settle } from './device.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { missingIn, takeIn } from './phone-ledger.ts';
import { expectDrawn, pickReceipt, takePhoto } from './photo.ts';
import type { Trial, TrialOptions } from './trial.ts';

/** Bytes of a photo: large enough that 1 % of it is more than what is sent before it (writes, thumbnail). */
const photoSize = 5_000_000;
/** The photo in parts of a hundred that have gone through the network when it dies. */
const shares = [1, 50, 99];
/** Bytes of a piece: what a cut may cost (S6). */
const pieceBytes = 256 * 1024;
/** Bytes that may be sent beside the photo: its row, its thumbnail, headers, questions how far the upload is. */
const otherBytes = 128 * 1024;

/** Cuts the network in the middle of a photo, to the byte, and gives it back. */
export async function cutNetwork({ quick, distDir, say }: TrialOptions): Promise<Trial> {
  const server = await startServerProcess(distDir, { quiet: true });
  const mentor = await openDevice('mentor', `http://127.0.0.1:${server.port}`, server.secrets.mentor);
  const phone = await openPhone(server.port);
  const trial: Cutting = { server, phone, ledger: newLedger(), lost: [], broken: [], hits: 0, costs: [] };
  const cuts = Array.from({ length: quick ? 1 : 3 }, () => shares).flat();
  try {
    await signIn(phone, server.secrets.mentee);
    for (const [index, share] of cuts.entries()) {
      await sendThroughCut(trial, share, index + 1);
      say(`cut at ${share} % of a photo, ${trial.costs.at(-1)} bytes sent beside it or twice`);
    }
    await expectDrawn(phone.page);
    const restless = await settle([mentor]);
    await server.kill();
    const found = await compareAll(server.dataDir, [mentor], trial.ledger);
    return {
      fault: `The network dies when ${shares.join(' %, ')} % of a photo of 5 MB have gone through it`,
      injected: cuts.length,
      hit: trial.hits,
      hitMeans: 'left the upload half-way on the server',
      entered: { writes: cuts.length, photos: cuts.length, paragraphs: 0 },
      ...found,
      lost: [...trial.lost, ...found.lost],
      broken: [...trial.broken, ...found.broken, ...restless],
      notes: [
        `A cut cost ${Math.max(...trial.costs)} bytes at most, counted on the wire with headers, thumbnail and rows (a piece is ${pieceBytes}).`,
        ...found.notes,
      ],
    };
  } finally {
    await phone.close();
    await closeDevice(mentor);
    await server.close();
  }
}

type Cutting = {
  readonly server: ServerProcess;
  readonly phone: Phone;
  readonly ledger: Ledger;
  readonly lost: string[];
  readonly broken: string[];
  hits: number;
  /** What went over the network beyond the photo itself, in bytes, for each cut. */
  readonly costs: number[];
};

async function sendThroughCut(trial: Cutting, share: number, number: number): Promise<void> {
  const { phone, server, ledger } = trial;
  const { page, network } = phone;
  const photo = await takePhoto(page, `Receipt ${number}`, number, photoSize);
  const hash = sha256(photo.buffer);
  const before = network.sent;
  const cut = network.cutAfter(Math.round((photo.buffer.length * share) / 100));
  await pickReceipt(page, photo);
  await page.getByRole('textbox', { name: 'Amount' }).waitFor();
  await cut;
  const received = receivedOf(server, hash);
  if (received !== undefined && received < photo.buffer.length) trial.hits += 1;
  const meanwhile = await readPhone(page);
  if (!takeIn({ photo: hash }, meanwhile, ledger)) trial.lost.push(`the phone: photo ${hash}`);
  if (isConfirmed(meanwhile, hash)) trial.broken.push(`photo ${hash} was called confirmed while the network was dead`);

  network.restore();
  // The page finds out by itself that the network is back: nobody presses a button.
  await page.getByRole('status').filter({ hasText: 'All changes synced' }).waitFor({ timeout: 60_000 });
  const healed = await readPhone(page);
  trial.lost.push(...missingIn(healed, ledger));
  if (!isConfirmed(healed, hash)) trial.broken.push(`all was called synced without photo ${hash}`);
  const cost = network.sent - before - photo.buffer.length;
  trial.costs.push(cost);
  if (cost > pieceBytes + otherBytes) trial.broken.push(`a cut at ${share} % cost ${cost} bytes`);
}

/** How much of an upload the server has noted down; undefined when it has not begun. */
function receivedOf({ dataDir }: ServerProcess, hash: string): number | undefined {
  const database = new DatabaseSync(join(dataDir, 'carnet.sqlite'));
  const row = database.prepare('select received from uploads where hash = ?').get(hash);
  database.close();
  return row === undefined ? undefined : Number(row.received);
}

function isConfirmed({ photos }: PhoneStorage, hash: string): boolean {
  return photos.some(({ name, state }) => name === hash && state === 'confirmed');
}
