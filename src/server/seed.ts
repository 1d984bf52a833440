import { createHash } from 'node:crypto';
import { CarnetError } from '#domain/errors.ts';
import { type FileType, maxFileBytes } from '#domain/expense/schema.ts';
import { uuidV7 } from '#domain/ids.ts';
import type { Role } from '#domain/scalars.ts';
import { applyMutation } from './apply-mutation.ts';
import { blobKey } from './blobs/blob-port.ts';
import { checkFile } from './blobs/check-file.ts';
import type { Services } from './services.ts';
import type { Outcome } from './storage.ts';

/** The device under which the server's own mutations are logged; no phone may take this id. */
export const seedDeviceId = '00000000-0000-7000-8000-000000000000';

/** A mutation as a given participant would have made it. `name` and `args` as in the domain's registry. */
export type SeedMutation = {
  readonly participantId: string;
  readonly role: Role;
  readonly name: string;
  readonly args: unknown;
};

/**
 * Runs mutations through the same path as a push, without HTTP, in one transaction, logged under a
 * reserved device. For the demo and for tests.
 *
 * @throws CarnetError with the rejection's code when one is rejected; then none has taken effect
 */
export async function seedMutations(
  services: Services,
  exchangeId: string,
  seeds: readonly SeedMutation[],
): Promise<void> {
  const { storage, events, clock, random } = services;
  const version = await storage.write(exchangeId, async (writer) => {
    let seq = await writer.lastSeq(seedDeviceId);
    let reached = await writer.version();
    const seen = new Map<string, Outcome>();
    for (const { participantId, role, name, args } of seeds) {
      seq += 1;
      const mutation = { id: uuidV7(clock().getTime(), random(10)), seq, name, args };
      const sender = { deviceId: seedDeviceId, context: { exchangeId, participantId, role }, seen };
      const { version, rejection } = await applyMutation(services, writer, reached, mutation, sender);
      if (rejection) throw new CarnetError(rejection.code, `${name}: ${rejection.code} ${rejection.detail ?? ''}`);
      reached = version;
    }
    await writer.saveLastSeq(seedDeviceId, seq);
    await writer.saveVersion(reached);
    return reached;
  });
  events.publish({ type: 'changed', exchangeId, version });
}

/**
 * Stores a file as a verified blob of an exchange.
 * @returns its SHA-256 (what `receipt.blob`, `evidence.blob` and `thumb` hold)
 * @throws  CarnetError `file_empty`, `file_too_large`, or `file_not_supported` when the bytes are not of `type`
 */
export async function putBlob(
  services: Services,
  exchangeId: string,
  bytes: Uint8Array,
  type: FileType,
): Promise<string> {
  const { storage, blobs, clock } = services;
  const size = bytes.byteLength;
  if (size === 0) throw new CarnetError('file_empty');
  if (size > maxFileBytes) throw new CarnetError('file_too_large');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const fault = await checkFile(once(bytes), { hash, type, size });
  if (fault) throw new CarnetError(fault);
  await blobs.put(blobKey(exchangeId, hash), once(bytes));
  await storage.files.addBlob({ exchangeId, hash, size, type, createdAt: clock().toISOString() });
  return hash;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
