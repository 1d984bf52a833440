import { uuidV7 } from '#domain/ids.ts';
import { createInvitation } from './invitations.ts';
import type { Services } from './services.ts';

/** Days that the first link may wait. */
const days = 7;

/**
 * A one-time link for the first Hub person, as long as no Hub device is signed in: a link whose
 * output scrolled away is only kept as a hash, so the next start prints another.
 */
export async function firstHubLink(services: Services, origin: string): Promise<string | undefined> {
  if (await services.storage.signIns.hasHubDevice()) return undefined;
  const participantId = uuidV7(services.clock().getTime(), services.random(10));
  const { link } = await createInvitation(services, origin, {
    participantId,
    name: 'Hub',
    exchangeId: null,
    role: 'hub',
    days,
  });
  return link;
}
