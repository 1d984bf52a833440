import { type Created, creationWrites, type NewExchange } from '#domain/creation/new-exchange.ts';
import { CarnetError } from '#domain/errors.ts';
import { seedMutations } from './seed.ts';
import type { Services } from './services.ts';

/**
 * Creates an exchange with its people and sections, all or nothing, through the same mutations as a push; the log
 * names the Hub person. One that is there already stays as it is: the same creation may be sent twice.
 *
 * @param participantId the Hub person who asks
 * @throws StorageError when the store fails; then nothing was created
 */
export async function createExchange(
  services: Services,
  participantId: string,
  created: NewExchange,
): Promise<Created> {
  const { id } = created.exchange;
  if (await exists(services, id)) return { id, outcome: 'exists' };
  try {
    const writes = creationWrites(created);
    await seedMutations(
      services,
      id,
      writes.map((write) => ({ participantId, role: 'hub', ...write })),
    );
    return { id, outcome: 'created' };
  } catch (error) {
    if (!(error instanceof CarnetError)) throw error;
    // Sent twice at the same moment, the second finds the first one's.
    if (error.code === 'already_exists' && (await exists(services, id))) return { id, outcome: 'exists' };
    return { id, outcome: 'refused', code: error.code, detail: error.message };
  }
}

async function exists({ storage }: Services, id: string): Promise<boolean> {
  return (await storage.listExchanges(id)).length > 0;
}
