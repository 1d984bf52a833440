import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { CarnetError } from '#domain/errors.ts';
import { blobKey, pieceKey } from './blobs/blob-port.ts';
import { checkFile } from './blobs/check-file.ts';
import type { Services } from './services.ts';
import type { StoredUpload } from './storage.ts';
import { toMetadata, toUploadClaim } from './upload-claim.ts';

export type TusStoreDeps = Pick<Services, 'storage' | 'blobs' | 'clock' | 'random' | 'events'>;

/** An upload that nobody has finished after this long (ms) is removed; the phone still has the file. */
const uploadLifetime = 7 * 24 * 60 * 60 * 1000;

/**
 * Resumable uploads (S6): the offset in the database, each received piece an object of the blob store.
 * The offset reaches the full size only in the transaction that records the verified blob, so a phone
 * that reads “complete” can rely on it, whenever the server may have died.
 */
export class TusStore extends DataStore {
  readonly #deps: TusStoreDeps;

  constructor(deps: TusStoreDeps) {
    super();
    this.#deps = deps;
    // Not tus's expiration, which answers 410 where a phone has to begin anew: a removed upload is unknown, 404.
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const claim = toUploadClaim(upload.metadata, upload.size);
    const createdAt = this.#deps.clock().toISOString();
    await this.#deps.storage.files.addUpload({ id: upload.id, ...claim, received: 0, pieces: [], createdAt });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, received, createdAt, ...claim } = await this.#find(id);
    return new Upload({ id, size, offset: received, creation_date: createdAt, metadata: toMetadata(claim) });
  }

  /** Stores one piece whole or not at all. @returns the new offset */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const { storage, blobs, random } = this.#deps;
    const upload = await this.#find(id);
    if (upload.received !== offset) throw ERRORS.INVALID_OFFSET;
    // A name of its own, so that two servers that receive the same offset don't overwrite each other's piece.
    const name = `${offset}-${Buffer.from(random(8)).toString('hex')}`;
    const size = await blobs.put(pieceKey(id, name), stream);
    const next = { ...upload, received: offset + size, pieces: [...upload.pieces, { name, size }] };
    try {
      if (size > 0 && next.received === upload.size) await this.#finish(next);
      else if (size === 0 || !(await storage.files.advanceUpload(next, offset))) {
        await blobs.delete(pieceKey(id, name));
        if (size > 0) throw ERRORS.INVALID_OFFSET;
      }
    } catch (error) {
      await this.#dropUnnamed(id, name);
      throw error;
    }
    return next.received;
  }

  override async remove(id: string): Promise<void> {
    await this.#discard(await this.#find(id));
  }

  /** Removes what nobody went on with. @returns how many */
  override async deleteExpired(): Promise<number> {
    const before = new Date(this.#deps.clock().getTime() - uploadLifetime).toISOString();
    const expired = await this.#deps.storage.files.uploadsCreatedBefore(before);
    for (const upload of expired) await this.#discard(upload);
    return expired.length;
  }

  /** Checks the whole, joins it unless the exchange has these bytes already, and only then says so. */
  async #finish(upload: StoredUpload): Promise<void> {
    const { storage, blobs, clock, events } = this.#deps;
    const { exchangeId, hash, type, size, deviceId } = upload;
    // Its time may have been over meanwhile: then it stays away.
    const [purged] = await storage.files.purgedBlobs(exchangeId, [hash]);
    const fault = purged === undefined ? await checkFile(this.#bytesOf(upload), upload) : 'file_purged';
    if (fault) {
      await this.#discard(upload);
      throw new CarnetError(fault);
    }
    if (!(await storage.files.findBlob(exchangeId, hash)))
      await blobs.put(blobKey(exchangeId, hash), this.#bytesOf(upload));
    await storage.files.completeUpload(upload, {
      exchangeId,
      hash,
      type,
      size,
      deviceId,
      createdAt: clock().toISOString(),
    });
    await this.#deletePieces(upload);
    // The row came with an earlier push; a phone that looked for its photo then found nothing.
    const version = await storage.read(exchangeId, (reader) => reader.version());
    events.publish({ type: 'changed', exchangeId, version });
  }

  async *#bytesOf({ id, pieces }: StoredUpload): AsyncGenerator<Uint8Array> {
    for (const { name } of pieces) {
      const bytes = await this.#deps.blobs.get(pieceKey(id, name));
      if (!bytes) throw new CarnetError('unavailable', 'a piece of an upload is missing');
      yield* bytes;
    }
  }

  async #discard(upload: StoredUpload): Promise<void> {
    await this.#deps.storage.files.deleteUpload(upload.id);
    await this.#deletePieces(upload);
  }

  async #deletePieces({ id, pieces }: StoredUpload): Promise<void> {
    for (const { name } of pieces) await this.#deps.blobs.delete(pieceKey(id, name));
  }

  /**
   * Removes a piece that could not be noted down: on a full disk each try would leave another one. A store that
   * failed may have noted it after all, and then it stays.
   */
  async #dropUnnamed(id: string, name: string): Promise<void> {
    try {
      const upload = await this.#deps.storage.files.findUpload(id);
      if (!upload?.pieces.some((piece) => piece.name === name)) await this.#deps.blobs.delete(pieceKey(id, name));
    } catch {
      // What went wrong before is what the phone is told; the piece is removed as a stale one (blobs/folder.ts).
    }
  }

  async #find(id: string): Promise<StoredUpload> {
    const upload = await this.#deps.storage.files.findUpload(id);
    if (!upload) throw ERRORS.FILE_NOT_FOUND;
    return upload;
  }
}
