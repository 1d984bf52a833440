import { setTimeout as after } from 'node:timers/promises';
import { createLoadClient } from './http-client.ts';
import { LoadPhone, type Pulse } from './load-phone.ts';
import { Measures, type Summary } from './measures.ts';
import type { Phone } from './seed.ts';
import type { LoadServer, Usage } from './server-process.ts';

export type Steady = {
  readonly phones: number;
  readonly seconds: number;
  readonly kinds: Record<string, Summary>;
  /** Share of one core. */
  readonly cpu: number;
  /** Resident bytes: when all are connected, and at the end. */
  readonly before: number;
  readonly after: number;
};

/** One in so many acts is a photo. */
const photoOneIn = 20;
/** Connections for requests; each event stream has one of its own beside them. */
const sockets = 128;

/**
 * All phones connected, each writing about once in `every` seconds, as in the middle of a visit, and pulling whatever
 * the others of its exchange write.
 */
export async function playSteadily(
  server: LoadServer,
  all: readonly Phone[],
  { seconds, every, random }: { seconds: number; every: number; random: () => number },
): Promise<Steady> {
  const client = createLoadClient(server.origin, sockets);
  const measures = new Measures();
  const pulse: Pulse = new Map();
  const phones = all.map((phone) => new LoadPhone(client, phone, measures, pulse));
  for (let at = 0; at < phones.length; at += 50)
    await Promise.all(phones.slice(at, at + 50).map((phone) => phone.open()));
  const opened = measures.restart()['first pull'];
  const before = await server.usage();
  const since = performance.now();
  const end = since + seconds * 1000;
  await Promise.all(phones.map((phone) => live(phone, { end, every, random })));
  const usage = await server.usage();
  const kinds = measures.summary();
  for (const phone of phones) phone.close();
  client.close();
  return {
    phones: phones.length,
    seconds,
    kinds: { ...(opened ? { 'first pull, all at once': opened } : {}), ...kinds },
    cpu: share(before, usage, performance.now() - since),
    before: before.resident,
    after: usage.resident,
  };
}

async function live(
  phone: LoadPhone,
  { end, every, random }: { end: number; every: number; random: () => number },
): Promise<void> {
  // Not all at the same moment.
  for (let wait = random() * every; ; wait = -Math.log(1 - random()) * every) {
    if (performance.now() + wait * 1000 > end) {
      await after(Math.max(0, end - performance.now()));
      return;
    }
    await after(wait * 1000);
    if (random() < 1 / photoOneIn) await phone.sendPhoto();
    else await phone.push(1 + Math.floor(random() * 3));
  }
}

function share(before: Usage, usage: Usage, milliseconds: number): number {
  return (usage.cpu - before.cpu) / milliseconds;
}
