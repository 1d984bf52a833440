import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Network, openNetwork } from '../e2e/support/network.ts';
import { seed } from '../load/seed.ts';
import { startLoadServer } from '../load/server-process.ts';
import { buildBenchPage, call, openBenchPage } from './bench-page.ts';
import { type Figure, figure, spread } from './figure.ts';
import { startFloor } from './floor-process.ts';
import { inFolder } from './folder.ts';

const rounds = 7;
const photos = 20;
const photoBytes = 1_000_000;
const pace = { bitsPerSecond: 10_000_000, roundTrip: 80 };
/** How long (ms) the network is away. */
const away = 2000;

/**
 * Twenty photos of 1 MB from a phone to the server over a slow network, which is a relay that counts what passes. The floor
 * is one plain upload of each through another relay of the same kind, in turns. Once more with the network cut in the
 * middle of the whole: what is counted is what has to be sent again.
 */
export function measurePhotos(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const { phones } = await seed(dataDir, 1, 10, 1);
    const [phone] = phones;
    if (!phone) throw new Error('no phone was signed in');
    await buildBenchPage(join(folder, 'dist'));
    const server = await startLoadServer(dataDir, join(folder, 'dist'));
    const floor = await startFloor(join(folder, 'floor.sqlite'));
    const networks = [
      await openNetwork(portOf(server.origin), pace),
      await openNetwork(portOf(floor.origin), pace),
    ] as const;
    const [network, floorNetwork] = networks;
    const { page, context } = await openBenchPage(join(folder, 'profile'), `http://127.0.0.1:${network.port}`);
    const take = () => call(page, 'takePhotos', phone);
    const plain = () => call(page, 'sendPhotosFloor', `http://127.0.0.1:${floorNetwork.port}`);
    try {
      const whole = rowsOf();
      const least = rowsOf();
      const again = rowsOf();
      for (let round = 0; round < rounds; round += 1) {
        await take();
        whole.add(await counted(network, () => call(page, 'sendPhotos')));
        least.add(await counted(floorNetwork, plain));
        await take();
        again.add(await counted(network, () => sendThroughCut(page, network)));
      }
      return figuresOf(whole, least, again);
    } finally {
      await context.close();
      for (const each of networks) await each.close();
      await floor.close();
      await server.close();
    }
  });
}

async function sendThroughCut(page: Page, network: Network): Promise<number> {
  const cut = network.cutAfter((photos * photoBytes) / 2);
  const sent = call(page, 'sendPhotos');
  await cut;
  await new Promise((resolve) => setTimeout(resolve, away));
  network.restore();
  return sent;
}

type Sent = { ms: number; bytes: number };

async function counted(network: Network, send: () => Promise<number>): Promise<Sent> {
  const before = network.sent + network.received;
  const ms = await send();
  return { ms, bytes: network.sent + network.received - before };
}

function rowsOf() {
  const [ms, bytes]: [number[], number[]] = [[], []];
  return {
    ms,
    bytes,
    add(sent: Sent) {
      ms.push(sent.ms);
      bytes.push(sent.bytes);
    },
  };
}

type Rows = { readonly ms: readonly number[]; readonly bytes: readonly number[] };

function figuresOf(whole: Rows, least: Rows, again: Rows): Figure[] {
  const floorName = 'one plain upload of each, one after the other';
  const floorOf = (values: readonly number[]) => ({ name: floorName, value: spread(values) });
  const usual = spread(whole.bytes).median;
  const name = `photos: ${photos} of 1 MB over 10 Mbit/s and 80 ms`;
  return [
    figure(name, { value: spread(whole.ms), floor: floorOf(least.ms), aim: { most: 1.05 } }),
    figure(`${name}, both ways on the wire`, {
      ...{ unit: 'B', value: spread(whole.bytes), floor: floorOf(least.bytes), aim: { most: 1.02 } },
    }),
    figure(`${name}, sent again after a cut in the middle`, {
      ...{ unit: 'B', value: spread(again.bytes.map((bytes) => Math.max(0, bytes - usual))), aim: { mostOf: 300_000 } },
    }),
    figure(`${name}, with a cut of ${away / 1000} s in the middle`, { value: spread(again.ms) }),
  ];
}

function portOf(origin: string): number {
  return Number(new URL(origin).port);
}
