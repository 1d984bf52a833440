import type { Services } from '../services.ts';
import { type Bank, banks } from './banks.ts';
import { type Fetch, refreshRates } from './refresh.ts';

/** The ECB publishes at about four in the afternoon, most national banks earlier: nobody waits long for the new ones. */
const every = 4 * 60 * 60_000;

/** Asks the banks now and every four hours. @returns the way to stop */
export function keepRatesFresh(services: Services, chosen: readonly Bank[], fetch: Fetch): () => void {
  // What fails is logged by name, or is the store's failure, which the next request meets too.
  const refresh = () => void refreshRates(services, chosen, fetch).catch(() => undefined);
  refresh();
  const timer = setInterval(refresh, every);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * The banks that an operator has chosen: `off`, or their names with commas; all when nothing is said.
 *
 * @throws Error in words for the operator, when a name is none of theirs
 */
export function chooseBanks(setting: string | undefined): readonly Bank[] {
  if (setting === undefined || setting.trim() === '') return banks;
  if (setting.trim() === 'off') return [];
  return setting.split(',').map((name) => {
    const bank = banks.find(({ id }) => id === name.trim().toUpperCase());
    if (bank) return bank;
    throw new Error(`RATES names ${name.trim()}; it may be off, or some of ${banks.map(({ id }) => id).join(',')}.`);
  });
}
