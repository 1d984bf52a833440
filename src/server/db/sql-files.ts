import { type Kysely, type Selectable, sql } from 'kysely';
import type { PurgedFile } from '../retention/ports.ts';
import type { BlobName, Copy, Device, FileStorage, FileUsage, Piece, StoredBlob, StoredUpload } from '../storage.ts';
import type { Database } from './schema.ts';

/** The state of uploads, and which blobs have been verified. */
export class SqlFiles implements FileStorage {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async addUpload(upload: StoredUpload): Promise<void> {
    await this.#db
      .insertInto('uploads')
      .values({
        id: upload.id,
        exchange_id: upload.exchangeId,
        device_id: upload.deviceId,
        hash: upload.hash,
        type: upload.type,
        size: upload.size,
        received: upload.received,
        pieces: JSON.stringify(upload.pieces),
        created_at: upload.createdAt,
      })
      .execute();
  }

  async findUpload(id: string): Promise<StoredUpload | undefined> {
    const found = await this.#db.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
    return found && toUpload(found);
  }

  async advanceUpload({ id, received, pieces }: StoredUpload, from: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('uploads')
      .set({ received, pieces: JSON.stringify(pieces) })
      .where('id', '=', id)
      .where('received', '=', from)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async completeUpload(upload: StoredUpload, blob: StoredBlob): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await insertBlob(trx, blob);
      await trx
        .updateTable('uploads')
        .set({ received: upload.size, pieces: '[]' })
        .where('id', '=', upload.id)
        .execute();
    });
  }

  async deleteUpload(id: string): Promise<void> {
    await this.#db.deleteFrom('uploads').where('id', '=', id).execute();
  }

  async forgetUploads(): Promise<void> {
    await this.#db.deleteFrom('uploads').execute();
  }

  async uploadsCreatedBefore(at: string): Promise<StoredUpload[]> {
    return (await this.#db.selectFrom('uploads').selectAll().where('created_at', '<', at).execute()).map(toUpload);
  }

  addBlob(blob: StoredBlob): Promise<void> {
    return insertBlob(this.#db, blob);
  }

  async forgetBlob(exchangeId: string, hash: string): Promise<void> {
    await this.#db.deleteFrom('blobs').where('exchange_id', '=', exchangeId).where('hash', '=', hash).execute();
  }

  async usage(exchangeId: string, { id, participantId }: Pick<Device, 'id' | 'participantId'>): Promise<FileUsage> {
    const isOwn = sql<boolean>`created_by = ${participantId}`;
    const held = await this.#db
      .selectFrom('blobs')
      .select((row) => [
        row.fn.countAll<number>().as('files'),
        row.fn.sum<number | null>('size').as('bytes'),
        row.fn.countAll<number>().filterWhere(isOwn).as('own_files'),
        row.fn.sum<number | null>('size').filterWhere(isOwn).as('own_bytes'),
      ])
      .where('exchange_id', '=', exchangeId)
      .executeTakeFirstOrThrow();
    const begun = await this.#db
      .selectFrom('uploads')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('device_id', '=', id)
      .where('exchange_id', '=', exchangeId)
      .whereRef('received', '<', 'size')
      .executeTakeFirstOrThrow();
    return {
      files: Number(held.files),
      bytes: Number(held.bytes ?? 0),
      ownFiles: Number(held.own_files),
      ownBytes: Number(held.own_bytes ?? 0),
      begun: Number(begun.count),
    };
  }

  async findBlob(exchangeId: string, hash: string): Promise<StoredBlob | undefined> {
    const found = await this.#db
      .selectFrom('blobs')
      .selectAll()
      .where('exchange_id', '=', exchangeId)
      .where('hash', '=', hash)
      .executeTakeFirst();
    return found && toBlob(found);
  }

  async listBlobs(after: BlobName | undefined, limit: number): Promise<StoredBlob[]> {
    const all = this.#db.selectFrom('blobs').selectAll().orderBy('exchange_id').orderBy('hash').limit(limit);
    const rest = after
      ? all.where((blob) =>
          blob.or([
            blob('exchange_id', '>', after.exchangeId),
            blob.and([blob('exchange_id', '=', after.exchangeId), blob('hash', '>', after.hash)]),
          ]),
        )
      : all;
    return (await rest.execute()).map(toBlob);
  }

  async addCopies(exchangeId: string, participantId: string, hashes: readonly string[], at: string): Promise<boolean> {
    if (hashes.length === 0) return false;
    const { numInsertedOrUpdatedRows = 0n } = await this.#db
      .insertInto('copies')
      .columns(['exchange_id', 'hash', 'participant_id', 'stored_at'])
      .expression((from) =>
        from
          .selectFrom('blobs')
          .select((row) => [
            'exchange_id',
            'hash',
            row.val(participantId).as('participant_id'),
            row.val(at).as('stored_at'),
          ])
          .where('exchange_id', '=', exchangeId)
          .where('hash', 'in', hashes),
      )
      .onConflict((conflict) => conflict.columns(['exchange_id', 'hash', 'participant_id']).doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows > 0n;
  }

  async missingBlobs(exchangeId: string, hashes: readonly string[]): Promise<string[]> {
    if (hashes.length === 0) return [];
    const found = await this.#db
      .selectFrom('blobs')
      .select('hash')
      .where('exchange_id', '=', exchangeId)
      .where('hash', 'in', hashes)
      .execute();
    const known = new Set([...found.map(({ hash }) => hash), ...(await this.purgedBlobs(exchangeId, hashes))]);
    return hashes.filter((hash) => !known.has(hash));
  }

  async purgedBlobs(exchangeId: string, hashes: readonly string[]): Promise<string[]> {
    if (hashes.length === 0) return [];
    const found = await this.#db
      .selectFrom('purged')
      .select('hash')
      .where('exchange_id', '=', exchangeId)
      .where('hash', 'in', hashes)
      .execute();
    return found.map(({ hash }) => hash);
  }

  async listPurged(exchangeId: string): Promise<PurgedFile[]> {
    const found = await this.#db
      .selectFrom('purged')
      .selectAll()
      .where('exchange_id', '=', exchangeId)
      .orderBy('purged_at', 'desc')
      .orderBy('hash')
      .execute();
    return found.map(({ hash, size, type, purged_at: purgedAt, removed_at: removedAt }) => {
      return { exchangeId, hash, size, type, purgedAt, removedAt };
    });
  }

  async unremovedBlobs(): Promise<BlobName[]> {
    const found = await this.#db
      .selectFrom('purged')
      .select(['exchange_id', 'hash'])
      .where('removed_at', 'is', null)
      .execute();
    return found.map(({ exchange_id: exchangeId, hash }) => ({ exchangeId, hash }));
  }

  async noteRemoved({ exchangeId, hash }: BlobName, at: string): Promise<void> {
    await this.#db
      .updateTable('purged')
      .set({ removed_at: at })
      .where('exchange_id', '=', exchangeId)
      .where('hash', '=', hash)
      .execute();
  }

  async copiesOfOthers(exchangeId: string, participantId: string, hashes: readonly string[]): Promise<Copy[]> {
    if (hashes.length === 0) return [];
    const found = await this.#db
      .selectFrom('copies')
      .select((row) => ['hash', row.fn.min('stored_at').as('at')])
      .where('exchange_id', '=', exchangeId)
      .where('participant_id', '!=', participantId)
      .where('hash', 'in', hashes)
      .groupBy('hash')
      .execute();
    return found.map(({ hash, at }) => ({ hash, at }));
  }
}

async function insertBlob(db: Kysely<Database>, blob: StoredBlob): Promise<void> {
  await db
    .insertInto('blobs')
    .values({
      exchange_id: blob.exchangeId,
      hash: blob.hash,
      size: blob.size,
      type: blob.type,
      created_at: blob.createdAt,
      created_by: (row) =>
        row
          .selectFrom('devices')
          .select('participant_id')
          .where('id', '=', blob.deviceId ?? ''),
    })
    .onConflict((conflict) => conflict.columns(['exchange_id', 'hash']).doNothing())
    .execute();
}

export function toBlob(row: Selectable<Database['blobs']>): StoredBlob {
  const { exchange_id: exchangeId, hash, size, type, created_at: createdAt } = row;
  return { exchangeId, hash, size, type, createdAt };
}

function toUpload(row: Selectable<Database['uploads']>): StoredUpload {
  return {
    id: row.id,
    exchangeId: row.exchange_id,
    deviceId: row.device_id,
    hash: row.hash,
    type: row.type,
    size: row.size,
    received: row.received,
    // Only addUpload and advanceUpload write this column.
    pieces: JSON.parse(row.pieces) as Piece[],
    createdAt: row.created_at,
  };
}
