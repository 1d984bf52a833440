import { createZipWriter } from '#domain/zip/write.ts';
import type { OnProgress } from '../export.ts';
import type { Store } from '../store.ts';
import { receiptName, type SettlementLine } from './lines.ts';

/** Files of a settlement that are made already: the table, the printed settlement. */
type MadeFile = { name: string; file: Blob };

export type Pack = { file: Blob /** Names of receipts whose bytes are not on this device. */; missing: string[] };

/**
 * The receipts by their line numbers, with the table, as one ZIP, without a network. As in a copy of everything, each
 * receipt becomes a part of the file before the next is read: two hundred of them are never in memory together.
 */
export async function packReceipts(
  store: Store,
  lines: readonly SettlementLine[],
  made: readonly MadeFile[],
  onProgress: OnProgress = () => {},
): Promise<Pack> {
  const zip = createZipWriter(store.now());
  const parts: BlobPart[] = [];
  const missing: string[] = [];
  const add = (name: string, bytes: Uint8Array<ArrayBuffer>) => parts.push(new Blob([zip.header(name, bytes), bytes]));
  const files = lines.flatMap((line) =>
    line.receipts.map((receipt, page) => ({
      name: `receipts/${receiptName(line, receipt, page)}`,
      hash: receipt.blob,
    })),
  );
  for (const [index, { name, hash }] of files.entries()) {
    onProgress(index, files.length);
    const stored = await store.db.blobBytes.get(hash).catch(() => undefined);
    if (stored) add(name, new Uint8Array(stored.bytes));
    else missing.push(name);
  }
  for (const { name, file } of made) add(name, new Uint8Array(await file.arrayBuffer()));
  if (missing.length > 0) add('missing.txt', new TextEncoder().encode(missingWords(missing)));
  return { file: new Blob([...parts, zip.end()], { type: 'application/zip' }), missing };
}

function missingWords(missing: readonly string[]): string {
  return ['These receipts were not on this device when the file was made:', '', ...missing, ''].join('\n');
}
