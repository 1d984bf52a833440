import { addDays } from '#domain/days.ts';
import { ratePackSchema } from '#domain/rates/schema.ts';
import { getExchange } from '#store/queries/exchange.ts';
import { readRatePack, saveRatePack } from '#store/rates.ts';
import type { Store } from '#store/store.ts';
import { parseAnswer, type Transport } from './transport.ts';

/** How often (ms) a phone asks for what has been published since: the banks publish once a day. */
const askEvery = 6 * 60 * 60_000;

/** Days before the visit: what was bought for it, and the figures that stand for days without any. */
const before = 30;

/** From which day on the rates of the visit are to be asked for, or undefined while those on the phone are new enough. */
export async function firstDayToAskFor(store: Store): Promise<string | undefined> {
  const [exchange, known] = await Promise.all([getExchange(store), readRatePack(store.db)]);
  if (!exchange) return undefined;
  const since = addDays(exchange.firstDay, -before);
  // However the phone's clock may have jumped meanwhile.
  const isFresh = known && known.pack.since === since && Math.abs(store.now() - known.fetchedAt) < askEvery;
  return isFresh ? undefined : since;
}

/**
 * Keeps the exchange rates of the visit on the phone, so that a receipt has its rate without a network. The pack is small
 * (a month of all currencies is a thumbnail's size) and replaces the one before it.
 *
 * Rates are a convenience: what goes wrong here is tried again with the next round, and is no failure of the sync.
 */
export async function refreshRates(store: Store, transport: Transport, since: string): Promise<void> {
  try {
    const response = await transport.send(`/api/rates?since=${since}`);
    await saveRatePack(store.db, await parseAnswer(response, ratePackSchema), store.now());
  } catch {
    // A server of before there were rates, a cut, a full disk.
  }
}
