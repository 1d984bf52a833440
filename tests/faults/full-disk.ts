import { CarnetError } from '#domain/errors.ts';
import { type ServerProcess, startServerProcess } from '../e2e/support/server-process.ts';
import { seededRandom } from '../fixtures.ts';
import { compareAll, missingOn, sha256 } from './compare.ts';
import { closeDevice, type Device, settle } from './device.ts';
import { enteredIn, joinLedgers } from './ledger.ts';
import { type Life, openLives } from './life.ts';
import type { Answer } from './requests.ts';
import { openSmallDisk, type SmallDisk } from './small-disk.ts';
import type { Outcome, TrialOptions } from './trial.ts';
import { addReceipt, enterSomething } from './writing.ts';

const fault = 'The disk under the server is full';

/** Bytes of a photo: several pieces. */
const photoSize = 1_500_000;

/** Bytes left: nothing, part of a piece, some pieces, all pieces and not the whole that is joined from them. */
const rooms = [0, 100_000, 600_000, 1_900_000];

type Seen = { refusals: number; broken: string[]; health: Set<string>; starts: string[] };

/** Fills the disk to different degrees while two devices write and send, and gives it room again. */
export async function fillServerDisk({ seed, quick, distDir, say }: TrialOptions): Promise<Outcome> {
  const disk = await openSmallDisk();
  if (!disk) return { fault, reason: 'this user may neither mount a tmpfs nor set a limit with prlimit' };
  const random = seededRandom(seed);
  const server = await startServerProcess(distDir, { dataDir: `${disk.folder}/data`, quiet: true });
  const lives = await openLives(server);
  const devices = lives.map(({ device }) => device);
  const seen: Seen = { refusals: 0, broken: [], health: new Set(), starts: [] };
  try {
    const times = rooms.length * (quick ? 1 : 4);
    let hit = 0;
    for (let time = 0; time < times; time += 1) {
      const room = rooms[time % rooms.length] ?? 0;
      const before = seen.refusals;
      await fillOnce({ server, disk, lives, random, seen }, room, time % 2 === 1);
      if (seen.refusals > before) hit += 1;
      say(`filled ${time + 1} times, ${seen.refusals} requests refused`);
    }
    await server.kill();
    const ledger = joinLedgers(lives.map((life) => life.ledger));
    const found = await compareAll(server.dataDir, devices, ledger);
    return {
      fault: `${fault} (${disk.how})`,
      injected: times,
      hit,
      hitMeans: 'made the server refuse pushes or uploads',
      entered: enteredIn(ledger),
      ...found,
      broken: [...found.broken, ...seen.broken],
      notes: [
        `${seen.refusals} pushes and uploads were refused, each with 503 and the code “unavailable”.`,
        `Meanwhile GET /api/health answered ${[...seen.health].join(' and ')}.`,
        ...new Set(seen.starts),
        ...found.notes,
      ],
    };
  } finally {
    await Promise.all(devices.map(closeDevice));
    await server.close();
    await disk.close();
  }
}

type World = { server: ServerProcess; disk: SmallDisk; lives: Life[]; random: () => number; seen: Seen };

async function fillOnce({ server, disk, lives, random, seen }: World, room: number, kills: boolean): Promise<void> {
  await disk.fill(room, server.pid);
  for (const { device, ledger } of lives) {
    const from = device.requests.answers.length;
    for (let writes = 0; writes < 4; writes += 1) await enterSomething({ store: device.store, random, ledger });
    await addReceipt({ store: device.store, random, ledger }, photoSize);
    for (let rounds = 0; rounds < 3; rounds += 1) await device.loop.runNow();
    noteAnswers(device.requests.answers.slice(from), seen);
    seen.broken.push(...(await missingOn(device, ledger)).map((missing) => `while the disk was full, ${missing}`));
    seen.broken.push(...(await falselyVerified(device, ledger.photos)));
  }
  seen.health.add(await healthOf(server));
  if (kills && disk.staysFull) await killAndStart(server, seen);
  await disk.relieve(server.pid);
  if (seen.starts.length > 0 && !(await answers(server))) await server.restart();
  seen.broken.push(...(await settle(lives.map(({ device }) => device))).map((line) => `with room again, ${line}`));
}

function noteAnswers(answers: Answer[], seen: Seen): void {
  for (const { kind, status, code } of answers) {
    if (kind === 'other' || status < 500) continue;
    if (status === 503 && code === 'unavailable') seen.refusals += 1;
    else seen.broken.push(`a full disk was answered with ${status} ${code}`);
  }
}

/** S6: what the server says it has verified must be there, whole. */
async function falselyVerified({ store, transport }: Device, photos: Iterable<string>): Promise<string[]> {
  const halves: string[] = [];
  for (const hash of photos) {
    const path = `/api/exchanges/${store.context.exchangeId}/blobs/${hash}`;
    const bytes = await transport.send(path).then(
      (response) => response.bytes(),
      (error: unknown) => {
        if (error instanceof CarnetError && error.code === 'not_found') return undefined;
        throw error;
      },
    );
    if (bytes && sha256(bytes) !== hash) halves.push(`photo ${hash} was called verified and is not whole`);
  }
  return halves;
}

/** The disk is still full: what has been acknowledged must survive that, too. */
async function killAndStart(server: ServerProcess, seen: Seen): Promise<void> {
  await server.kill();
  await server.restart().then(
    () => seen.starts.push('Killed on a full disk, it started again on it.'),
    () => seen.starts.push('Killed on a full disk, it did not start until there was room.'),
  );
}

async function healthOf({ port }: ServerProcess): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/health`);
  const { status, detail } = (await response.json()) as { status: string; detail?: string };
  return `${response.status} “${status}”${detail === undefined ? '' : ` (${detail})`}`;
}

async function answers(server: ServerProcess): Promise<boolean> {
  return healthOf(server).then(
    () => true,
    () => false,
  );
}
