import { createLoadClient } from './http-client.ts';
import { LoadPhone } from './load-phone.ts';
import { Measures, quantile } from './measures.ts';
import type { Phone } from './seed.ts';
import type { LoadServer } from './server-process.ts';

/** What an exchange of so many rows costs, in ms (medians). */
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

const times = 60;
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
    const pushes: number[] = [];
    const pulls: number[] = [];
    const idles: number[] = [];
    for (let time = 0; time < times; time += 1) {
      pushes.push(await timed(() => writer.push(1)));
      pulls.push(await timed(() => writer.pull()));
      idles.push(await timed(() => writer.pull()));
    }
    rows += times;
    const firsts: number[] = [];
    for (let time = 0; time < 9; time += 1) firsts.push(await timed(() => writer.pullFirstPage()));
    const [push, pull, idle, firstPage] = [pushes, pulls, idles, firsts].map((all) => quantile(all, 0.5));
    const { resident } = await server.usage();
    found.push({ rows: size, push: push ?? 0, pull: pull ?? 0, idle: idle ?? 0, firstPage: firstPage ?? 0, resident });
  }
  client.close();
  const failed = Object.values(measures.summary()).reduce((sum, { failed }) => sum + failed, 0);
  if (failed > 0) throw new Error(`${failed} requests failed`);
  return found;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
