import { join } from 'node:path';
import { withCameraMetadata } from '../draw/exif.ts';
import { drawGrain } from '../draw/grain.ts';
import { openPhone } from '../e2e/support/phone.ts';
import { seed } from '../load/seed.ts';
import { startLoadServer } from '../load/server-process.ts';
import { buildBenchPage, call } from './bench-page.ts';
import { type Figure, figure, spread } from './figure.ts';
import { inFolder } from './folder.ts';
import { slowDown } from './slow-down.ts';

const rounds = 7;
const times = 4;
const [width, height] = [4032, 3024];
/** By a trace of all threads: each copy of the photo's bytes takes a fifth as long as its decoding. */
const rest =
  'beside the floor’s work: the photo is read and put aside as it came before it is decoded (IndexedDB copies it three times), some rows are encoded for the guess at each quality, a noisy one is drawn in a second size, the thumbnail drawn, and both with the rows are hashed, put and read back, in four durable transactions';
const longTask =
  'a worker reads and puts aside, so the page copies none of the photo; what is left is the put of the picture that was made of it';
/** As EXIF counts them: the camera was held upright. */
const orientation = 6;

/**
 * From a photo of 12 megapixels that was chosen to a receipt that is safe on the phone: upright, scaled, hashed, stored and
 * read back, with its row; all in the page's process slowed down. The floor decodes the same photo, encodes it once in the
 * same size and puts it, in a worker of the same page, in turns.
 */
export function measureCapture(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const { phones } = await seed(dataDir, 1, 10, 1);
    const [signedIn] = phones;
    if (!signedIn) throw new Error('no phone was signed in');
    await buildBenchPage(join(folder, 'dist'));
    const server = await startLoadServer(dataDir, join(folder, 'dist'));
    const phone = await openPhone(Number(new URL(server.origin).port));
    try {
      const { page } = phone;
      await page.goto(phone.origin);
      await page.waitForFunction(() => 'benches' in window);
      const photo = withCameraMetadata(await drawGrain(page, width, height), orientation);
      await call(page, 'choosePhoto', photo.toString('base64'));
      const [captured, floors, longest]: [number[], number[], number[]] = [[], [], []];
      // Once for nothing: the workers start, and what runs often is compiled.
      await call(page, 'capture', signedIn);
      await call(page, 'captureFloor');
      const browser = page.context().browser();
      if (!browser) throw new Error('the page has no browser');
      const atFullSpeed = await slowDown(browser, times);
      for (let round = 0; round < rounds; round += 1) {
        const { ms, longest: task } = await call(page, 'capture', signedIn);
        captured.push(ms);
        longest.push(task);
        floors.push(await call(page, 'captureFloor'));
      }
      atFullSpeed();
      return figuresOf(captured, floors, longest, photo.length);
    } finally {
      await phone.close();
      await server.close();
    }
  });
}

function figuresOf(captured: number[], floors: number[], longest: number[], bytes: number): Figure[] {
  const megabytes = (bytes / 1_000_000).toFixed(1);
  const name = `capture: 12 megapixels (${megabytes} MB) chosen to “safe on this phone”, processor ${times} times slower`;
  const floor = { name: 'decoded, encoded once and put, in a bare worker', value: spread(floors) };
  return [
    figure(name, { value: spread(captured), floor, aim: { most: 1.5 }, note: rest }),
    figure('capture: the longest task of the page’s thread meanwhile (0: none of 50 ms)', {
      value: spread(longest),
      aim: { mostOf: 50 },
      note: longTask,
    }),
  ];
}
