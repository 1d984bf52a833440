import type { RatePack, Series } from '#domain/rates/schema.ts';
import type { CarnetDb } from './db.ts';

/** The published exchange rates that are on this phone; none until a pack has come. */
export async function readRates(db: CarnetDb): Promise<readonly Series[]> {
  return (await readRatePack(db))?.pack.series ?? [];
}

/** The pack with the time (ms since the epoch) at which it came. */
export async function readRatePack(db: CarnetDb): Promise<{ pack: RatePack; fetchedAt: number } | undefined> {
  const found = await db.settings.get('rates');
  return found?.key === 'rates' ? found.value : undefined;
}

/** Together with the status, and so not waited for to be on the disk: else it is fetched once more. */
export async function saveRatePack(db: CarnetDb, pack: RatePack, fetchedAt: number): Promise<void> {
  await db.transaction('rw', [db.settings, db.status], async () => {
    await db.settings.put({ key: 'rates', value: { pack, fetchedAt } });
  });
}
