import { bytesToBase64 } from '#domain/base64.ts';
import type { Store } from './store.ts';

/** The shape of the export file; grows when what is exported changes. */
const exportVersion = 1;

/**
 * Everything of this participant on this device as one JSON file, unsent work first: a way out when a sign-out,
 * a dead server or a broken phone threatens it. A photo that can't be read is named, not fatal.
 * Assembled piece by piece, so that the photos are never in memory together.
 */
export async function exportAll(store: Store): Promise<Blob> {
  const { db, context } = store;
  const about = {
    format: 'carnet-export',
    version: exportVersion,
    exportedAt: store.instant(),
    ...context,
    outbox: await db.outbox.toArray(),
    rejections: await db.rejections.toArray(),
    drafts: await db.drafts.toArray(),
    rows: await db.rows.toArray(),
  };
  const pieces: BlobPart[] = [JSON.stringify(about).slice(0, -1), ',"blobs":['];
  const records = await db.blobs.toArray();
  for (const [index, record] of records.entries()) {
    const bytes = await db.blobBytes.get(record.hash).catch(() => undefined);
    const blob = { ...record, base64: bytes ? bytesToBase64(new Uint8Array(bytes.bytes)) : null };
    pieces.push(new Blob([index === 0 ? '' : ',', JSON.stringify(blob)]));
  }
  pieces.push(']}');
  return new Blob(pieces, { type: 'application/json' });
}

/** Removes all of this participant's data from this device, unsent work included. Ask first, in numbers. */
export async function deleteEverything(store: Store): Promise<void> {
  await store.db.delete();
}
