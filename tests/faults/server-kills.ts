import { setTimeout as after } from 'node:timers/promises';
import { type ServerProcess, startServerProcess } from '../e2e/support/server-process.ts';
import { seededRandom } from '../fixtures.ts';
import { compareAll } from './compare.ts';
import { closeDevice, settle } from './device.ts';
import { enteredIn, joinLedgers } from './ledger.ts';
import { type Life, openLives } from './life.ts';
import type { Trial, TrialOptions } from './trial.ts';
import { addReceipt, enterSomething } from './writing.ts';

/** How long (ms) after the beginning of a push or of a piece of an upload the server may be killed: most take less. */
const spread = 40;
/** How long (ms) to wait for one to begin. */
const patience = 3000;

/** Kills the server, again and again, while two devices write and send. */
export async function killServer({ seed, quick, distDir, say }: TrialOptions): Promise<Trial> {
  const wanted = quick ? 10 : 100;
  const random = seededRandom(seed);
  const server = await startServerProcess(distDir, { quiet: true });
  const lives = await openLives(server);
  const devices = lives.map(({ device }) => device);
  try {
    let kills = 0;
    let hit = 0;
    // A kill that found nothing under way proves little: it is counted, and another one follows.
    while (hit < wanted && kills < wanted * 3) {
      kills += 1;
      if (await killOnce(server, lives, random)) hit += 1;
      if (kills % 10 === 0) say(`killed ${kills} times, ${hit} in the middle of a push or an upload`);
    }
    const restless = await settle(devices);
    await server.kill();
    const ledger = joinLedgers(lives.map((life) => life.ledger));
    const found = await compareAll(server.dataDir, devices, ledger);
    const broken = devices.map(({ requests }) => requests.broken);
    const pushes = broken.reduce((sum, { push }) => sum + push, 0);
    const uploads = broken.reduce((sum, { upload }) => sum + upload, 0);
    return {
      fault: 'The server is killed (SIGKILL) at a random moment, and started again over the same folder',
      injected: kills,
      hit,
      hitMeans: 'broke off a push or an upload',
      entered: enteredIn(ledger),
      ...found,
      broken: [...found.broken, ...restless],
      notes: [`${pushes} pushes and ${uploads} pieces of uploads got no answer.`, ...found.notes],
    };
  } finally {
    await Promise.all(devices.map(closeDevice));
    await server.close();
  }
}

/** @returns whether it broke off a push or an upload */
async function killOnce(server: ServerProcess, lives: Life[], random: () => number): Promise<boolean> {
  const brokenBefore = countBroken(lives);
  const kind = random() < 0.5 ? 'push' : 'upload';
  // The photos' uploads take several requests each: any of them may be the one.
  const begun = sent(lives, kind, kind === 'push' ? 1 : 1 + Math.floor(random() * 6));
  const writing = Promise.all(lives.map((life) => enterSome(life, kind, random)));
  await Promise.race([begun, after(patience)]);
  await after(random() * spread);
  await server.kill();
  await writing;
  const isHit = countBroken(lives) > brokenBefore;
  await server.restart();
  for (const { device } of lives) device.loop.wake();
  // Some kills come when the server has hardly begun, others when it has caught up.
  await after(random() * 300);
  return isHit;
}

/** Resolves when so many requests of a kind have been sent from now on. */
async function sent(lives: Life[], kind: 'push' | 'upload', times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await Promise.race(lives.map(({ device }) => device.requests.nextOf(kind)));
  }
}

async function enterSome({ device, ledger }: Life, kind: 'push' | 'upload', random: () => number): Promise<void> {
  const entering = { store: device.store, random, ledger };
  const times = 1 + Math.floor(random() * 3);
  for (let time = 0; time < times; time += 1) await enterSomething(entering);
  if (kind === 'upload') await addReceipt(entering, 300_000 + Math.floor(random() * 700_000));
}

function countBroken(lives: Life[]): number {
  return lives.reduce((sum, { device }) => sum + device.requests.broken.push + device.requests.broken.upload, 0);
}
