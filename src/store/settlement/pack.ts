import type { OnProgress } from '../export.ts';
import type { Store } from '../store.ts';
import { openZipFile } from '../zip-file.ts';
import { receiptName, type SettlementLine } from './lines.ts';

/** Files of a settlement that are made already: the table, the printed settlement. */
type MadeFile = { name: string; file: Blob };

export type Pack = { file: Blob /** Names of receipts whose bytes are not on this device. */; missing: string[] };

/**
 * The receipts by their line numbers, with the table, as one ZIP, without a network.
 */
export async function packReceipts(
  store: Store,
  lines: readonly SettlementLine[],
  made: readonly MadeFile[],
  onProgress: OnProgress = () => {},
): Promise<Pack> {
  const zip = openZipFile(store.now());
  const missing: string[] = [];
  const files = lines.flatMap((line) =>
    line.receipts.map((receipt, page) => ({
      name: `receipts/${receiptName(line, receipt, page)}`,
      hash: receipt.blob,
    })),
  );
  for (const [index, { name, hash }] of files.entries()) {
    onProgress(index, files.length);
    const stored = await store.db.blobBytes.get(hash).catch(() => undefined);
    if (stored) zip.add(name, new Uint8Array(stored.bytes));
    else missing.push(name);
  }
  for (const { name, file } of made) zip.add(name, new Uint8Array(await file.arrayBuffer()));
  if (missing.length > 0) zip.add('missing.txt', missingWords(missing));
  return { file: zip.close(), missing };
}

function missingWords(missing: readonly string[]): string {
  return ['These receipts were not on this device when the file was made:', '', ...missing, ''].join('\n');
}
