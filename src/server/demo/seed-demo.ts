import { hashOf, readContent } from '#domain/agreement/content.ts';
import { addDays, wallClock } from '#domain/days.ts';
import { uuidV7 } from '#domain/ids.ts';
import { createInvitation } from '../invitations.ts';
import { putBlob, seedMutations } from '../seed.ts';
import type { Services } from '../services.ts';
import { by, hostZone, instantAt, type SamplePerson } from './calls.ts';
import { sampleRates } from './expenses.ts';
import { readDemoImages } from './images.ts';
import { type SampleExchange, sampleExchange } from './sample-exchange.ts';

/**
 * Puts the sample exchange, with its pictures, into a store, around the present day.
 * @param withPhotos false: as long as the phones that took them have not sent them
 * @throws CarnetError when a write or a picture is refused: the sample no longer fits the rules
 */
export async function seedDemo(services: Services, { withPhotos } = { withPhotos: true }): Promise<SampleExchange> {
  const { clock, random } = services;
  const now = clock();
  const today = wallClock(now.getTime(), hostZone).day;
  const { files, blobs } = await readDemoImages();
  const sample = sampleExchange({
    today,
    now: now.toISOString(),
    newId: () => uuidV7(now.getTime(), random(10)),
    files,
  });
  await seedMutations(services, sample.exchangeId, sample.calls);
  await agreeBoth(services, sample);
  await seedMutations(services, sample.exchangeId, sample.afterAgreement);
  for (const bytes of withPhotos ? blobs : []) await putBlob(services, sample.exchangeId, bytes, 'image/jpeg');
  await services.storage.rates.save(sampleRates(today));
  return sample;
}

/** Both sides have agreed to the plan as it stands, before anybody travelled. */
async function agreeBoth(services: Services, { exchangeId, people }: SampleExchange): Promise<void> {
  const now = services.clock();
  const today = wallClock(now.getTime(), hostZone).day;
  const hash = await services.storage.write(exchangeId, async (writer) =>
    hashOf(await readContent(writer.txAt(await writer.version()))),
  );
  const agree = (person: SamplePerson, daysAgo: number, time: string) => {
    const at = instantAt(addDays(today, -daysAgo), time, now.toISOString());
    return by(person, 'plan.agree', { id: uuidV7(now.getTime(), services.random(10)), hash, at });
  };
  await seedMutations(services, exchangeId, [agree(people.mentee, 16, '19:40'), agree(people.leadMentor, 15, '09:12')]);
}

/** One-time links into a sample exchange, by the role of who opens them. */
export async function inviteToDemo(
  services: Services,
  origin: string,
  { exchangeId, people }: SampleExchange,
): Promise<Record<'mentee' | 'mentor' | 'hub', string>> {
  const linkFor = async ({ id: participantId, name, role }: SamplePerson, exchange: string | null) => {
    const input = { participantId, name, role, exchangeId: exchange };
    return (await createInvitation(services, origin, input)).link;
  };
  return {
    mentee: await linkFor(people.mentee, exchangeId),
    mentor: await linkFor(people.leadMentor, exchangeId),
    // Hub staff span all exchanges.
    hub: await linkFor(people.hub, null),
  };
}
