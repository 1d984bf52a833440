import type { Row } from '#domain/kinds.ts';
import type { Store } from '../store.ts';
import { listRows } from './rows.ts';

/** The kinds of rows that name a file (`fileFields`): their bytes come to this device, and may be cleared from it. */
const fileKinds = ['receipt', 'evidence', 'bookingFile', 'slipFile'] as const;

/** Every file that a row of the exchange names. */
export async function listFiles(store: Store): Promise<Row<(typeof fileKinds)[number]>[]> {
  return (await Promise.all(fileKinds.map((kind) => listRows(store, kind)))).flat();
}
