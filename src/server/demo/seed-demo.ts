import { wallClock } from '#domain/days.ts';
import { uuidV7 } from '#domain/ids.ts';
import { putBlob, seedMutations } from '../seed.ts';
import type { Services } from '../services.ts';
import { hostZone } from './calls.ts';
import { readDemoImages } from './images.ts';
import { type SampleExchange, sampleExchange } from './sample-exchange.ts';

/**
 * Puts the sample exchange, with its pictures, into a store, around the present day.
 * @throws CarnetError when a write or a picture is refused: the sample no longer fits the rules
 */
export async function seedDemo(services: Services): Promise<SampleExchange> {
  const { clock, random } = services;
  const now = clock();
  const { files, blobs } = await readDemoImages();
  const sample = sampleExchange({
    today: wallClock(now.getTime(), hostZone).day,
    now: now.toISOString(),
    newId: () => uuidV7(now.getTime(), random(10)),
    files,
  });
  await seedMutations(services, sample.exchangeId, sample.calls);
  for (const bytes of blobs) await putBlob(services, sample.exchangeId, bytes, 'image/jpeg');
  return sample;
}
