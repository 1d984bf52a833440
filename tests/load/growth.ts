import { createLoadClient } from './http-client.ts';
import { LoadPhone } from './load-phone.ts';
import { Measures } from './measures.ts';
import type { Phone } from './seed.ts';
import type { LoadServer } from './server-process.ts';

/** What an exchange of so many rows costs, in ms of one core for each request: other work on the machine does not count. */
export type Size = {
  readonly rows: number;
  readonly push: number;
  /** A pull that brings the one row of a push, and one that brings nothing. */
  readonly pull: number;
  readonly idle: number;
  /** The first page of a new phone: 500 rows at most. */
  readonly firstPage: number;
  /** Resident bytes of the server. */
  readonly resident: number;
};

const times = 100;
/** Mutations per push while it grows. */
const step = 250;

/** Grows one exchange by pushes, and measures at each size. */
export async function measureGrowth(server: LoadServer, phone: Phone, sizes: readonly number[]): Promise<Size[]> {
  const client = createLoadClient(server.origin, 4);
  const measures = new Measures();
  const writer = new LoadPhone(client, phone, measures, new Map());
  await writer.pull();
  const found: Size[] = [];
  let rows = 1;
  for (const size of sizes) {
    for (; rows < size; rows += step) await writer.push(Math.min(step, size - rows));
    await writer.pull();
    const idle = await cpuOf(server, () => writer.pull());
    const both = await cpuOf(server, async () => {
      await writer.push(1);
      await writer.pull();
    });
    const push = await cpuOf(server, () => writer.push(1));
    await writer.pull();
    rows += 2 * times;
    const firstPage = await cpuOf(server, () => writer.pullFirstPage());
    const { resident } = await server.usage();
    found.push({ rows: size, push, pull: Math.max(0, both - push), idle, firstPage, resident });
  }
  client.close();
  const failed = Object.values(measures.summary()).reduce((sum, { failed }) => sum + failed, 0);
  if (failed > 0) throw new Error(`${failed} requests failed`);
  return found;
}

/** @returns ms of one core that the server spent on each */
async function cpuOf(server: LoadServer, work: () => Promise<void>): Promise<number> {
  const before = await server.usage();
  for (let time = 0; time < times; time += 1) await work();
  return ((await server.usage()).cpu - before.cpu) / times;
}
