import { uuidV7 } from '#domain/ids.ts';
import { seedDeviceId } from '../seed.ts';
import type { Services } from '../services.ts';
import type { ExchangeWriter } from '../storage.ts';

/** What the server did by itself, under which it stands in an exchange's audit trail. */
export type RecordName = 'files.purge' | 'participant.erase';

/**
 * Writes into the exchange's log what was done on request or by the rules, as the server's own entry, with a version of
 * its own: the Hub reads it in the audit trail, and it goes with every backup.
 * @param version the one after the exchange's current one
 */
export async function keepRecord(
  { clock, random }: Pick<Services, 'clock' | 'random'>,
  writer: ExchangeWriter,
  version: number,
  { name, args }: { name: RecordName; args: unknown },
): Promise<void> {
  const now = clock();
  const seq = (await writer.lastSeq(seedDeviceId)) + 1;
  await writer.appendLog({
    deviceId: seedDeviceId,
    seq,
    mutationId: uuidV7(now.getTime(), random(10)),
    // No person of the exchange: the server itself.
    participantId: seedDeviceId,
    name,
    args,
    version,
    rejection: undefined,
    receivedAt: now.toISOString(),
  });
  await writer.saveLastSeq(seedDeviceId, seq);
  await writer.saveVersion(version);
}
