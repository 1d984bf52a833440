import { createLoadClient } from './http-client.ts';
import { LoadPhone } from './load-phone.ts';
import { Measures } from './measures.ts';
import type { Phone } from './seed.ts';
import type { LoadServer } from './server-process.ts';

/** What one kind of request costs when the server has nothing else to do. */
export type Cost = {
  readonly kind: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of one core, in ms per request. */
  readonly cpu: number;
};

/** One kind of request after the other, as fast as they are answered, by a few phones at once. */
export async function measureCosts(server: LoadServer, all: readonly Phone[], seconds: number): Promise<Cost[]> {
  const client = createLoadClient(server.origin, all.length);
  const measures = new Measures();
  const phones = all.map((phone) => new LoadPhone(client, phone, measures, new Map()));
  for (const phone of phones) await phone.pull();
  const kinds: Record<string, (phone: LoadPhone) => Promise<void>> = {
    push: (phone) => phone.push(1),
    pull: (phone) => phone.pull(),
    'photo of 300 kB': (phone) => phone.sendPhoto(),
  };
  const costs: Cost[] = [];
  for (const [kind, act] of Object.entries(kinds)) {
    measures.restart();
    const before = await server.usage();
    const end = performance.now() + seconds * 1000;
    await Promise.all(
      phones.map(async (phone) => {
        while (performance.now() < end) await act(phone);
      }),
    );
    const { cpu } = await server.usage();
    const summary = measures.summary()[kind];
    if (!summary || summary.failed > 0) throw new Error(`${kind}: ${summary?.failed} failed`);
    costs.push({ kind, ...summary, cpu: (cpu - before.cpu) / summary.count });
  }
  client.close();
  return costs;
}
