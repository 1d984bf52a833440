import { addDays } from '#domain/days.ts';
import type { Quote } from '#domain/rates/schema.ts';
import type { Services } from '../services.ts';
import type { Bank, BankRequest } from './banks.ts';

/** How far back (days) a bank is asked at first: an expense is seldom entered later. */
const firstReach = 45;
/** Asked again each time: a bank may correct what it has published, and leaves out holidays. */
const overlap = 3;
/** How long (ms) a bank may take, and how much (bytes) it may send: the largest answer is the ECB's ZIP, 0.6 MB. */
const patience = 20_000;
const maxBytes = 8 * 1024 * 1024;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Deps = Pick<Services, 'storage' | 'clock' | 'log'>;

/**
 * Asks each bank for what it has published since the last time, and keeps it. A bank that does not answer, or answers
 * something else, is logged and holds up nothing: no expense needs a rate to be recorded (DOMAIN, “Money”).
 *
 * @returns how many figures each bank gave, by its id; undefined for one that failed
 */
export async function refreshRates(
  { storage, clock, log }: Deps,
  banks: readonly Bank[],
  fetch: Fetch,
): Promise<Record<string, number | undefined>> {
  const today = clock().toISOString().slice(0, 10);
  const last = await storage.rates.lastDays();
  const counts: Record<string, number | undefined> = {};
  for (const bank of banks) {
    const from = addDays(last[bank.id] ?? addDays(today, overlap - firstReach), -overlap);
    try {
      const quotes = await ask(bank, from, today, fetch);
      await storage.rates.save(quotes);
      counts[bank.id] = quotes.length;
    } catch (error) {
      counts[bank.id] = undefined;
      log(`rates: nothing from ${bank.id} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return counts;
}

/** What it published for the days wanted; one day of several without an answer is a day without rates. */
async function ask(bank: Bank, from: string, to: string, fetch: Fetch): Promise<Quote[]> {
  const found: Quote[] = [];
  let failure: unknown;
  let answered = false;
  for (const request of bank.requests(from, to)) {
    try {
      const quotes = await bank.read(await load(request, fetch), from);
      found.push(...quotes.filter(({ day }) => day >= from && day <= to));
      answered = true;
    } catch (error) {
      failure = error;
    }
  }
  if (!answered && failure !== undefined) throw failure;
  return found;
}

async function load({ url, init }: BankRequest, fetch: Fetch): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { ...init, redirect: 'follow', signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
