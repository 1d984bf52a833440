import * as z from 'zod/mini';
import { CarnetError } from '#domain/errors.ts';
import { fileTypeSchema, maxFileBytes } from '#domain/expense/schema.ts';
import { idSchema, sha256Schema } from '#domain/scalars.ts';
import type { StoredUpload } from './storage.ts';

/** tus's `Upload-Metadata`: what the device says (`sha256`, `exchange`, `type`), and what we add (`device`). */
const metadataSchema = z.object({ sha256: sha256Schema, exchange: idSchema, type: z.string() });

export type UploadClaim = Pick<StoredUpload, 'exchangeId' | 'deviceId' | 'hash' | 'type' | 'size'>;
type Metadata = Record<string, string | null>;

/**
 * What an upload is going to be, checked before its first byte is taken.
 * @param size bytes, from `Upload-Length`
 * @throws CarnetError `bad_request`, `file_not_supported`, `file_empty` or `file_too_large`
 */
export function toUploadClaim(metadata: Metadata | undefined, size: number | undefined): UploadClaim {
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) throw new CarnetError('bad_request', 'Upload-Metadata: sha256, exchange, type');
  const type = fileTypeSchema.safeParse(parsed.data.type);
  if (!type.success) throw new CarnetError('file_not_supported');
  if (size === undefined) throw new CarnetError('bad_request', 'Upload-Length');
  if (size === 0) throw new CarnetError('file_empty');
  if (size > maxFileBytes) throw new CarnetError('file_too_large');
  const { sha256, exchange } = parsed.data;
  return { exchangeId: exchange, deviceId: metadata?.device ?? '', hash: sha256, type: type.data, size };
}

export function toMetadata({ hash, exchangeId, type }: Pick<StoredUpload, 'hash' | 'exchangeId' | 'type'>): Metadata {
  return { sha256: hash, exchange: exchangeId, type };
}
