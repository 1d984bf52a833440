import { CarnetError } from '#domain/errors.ts';
import type { Services } from './services.ts';
import type { Device } from './storage.ts';
import type { UploadClaim } from './upload-claim.ts';

const gibibyte = 1024 ** 3;

/** Far beyond five days of photos (about 300 files of 3 MB): what stops a device that has gone mad, or somebody's malice. */
const limits = {
  exchange: { files: 5000, bytes: 8 * gibibyte },
  person: { files: 2000, bytes: 3 * gibibyte },
  /** Uploads begun and not finished: a phone has one at a time, and those that were left are removed after a week. */
  begun: 200,
};

/**
 * Whether a file may still be brought into an exchange.
 * @throws CarnetError `files_full`: the file stays on the phone, which tells the person; `rate_limited` for too many
 *         begun; `file_purged` when its time was over
 */
export async function assertRoom(
  { storage }: Pick<Services, 'storage'>,
  device: Device,
  { exchangeId, hash, size }: UploadClaim,
): Promise<void> {
  const [purged] = await storage.files.purgedBlobs(exchangeId, [hash]);
  if (purged !== undefined) throw new CarnetError('file_purged');
  const { files, bytes, ownFiles, ownBytes, begun } = await storage.files.usage(exchangeId, device);
  if (begun >= limits.begun) throw new CarnetError('rate_limited', 'too many unfinished uploads');
  const { exchange, person } = limits;
  if (files >= exchange.files || bytes + size > exchange.bytes) throw new CarnetError('files_full', 'exchange');
  if (ownFiles >= person.files || ownBytes + size > person.bytes) throw new CarnetError('files_full', 'person');
}
