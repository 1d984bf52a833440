import type { Store } from '../store.ts';
import { listRows } from './rows.ts';

/** The kinds of rows that name a file (`fileFields`): their bytes come to this device, and may be cleared from it. */
const fileKinds = ['receipt', 'evidence', 'bookingFile', 'slipFile'] as const;

export type NamedFile = {
  blob: string;
  thumb: string | null;
  /** It is to be on both sides' phones whatever the connection costs, and stays when room is made. */
  offline: boolean;
};

/** Every file that a row of the exchange names. */
export async function listFiles(store: Store): Promise<NamedFile[]> {
  const [materials, ...rows] = await Promise.all([
    listRows(store, 'material'),
    ...fileKinds.map((kind) => listRows(store, kind)),
  ]);
  return [
    ...rows.flat().map(({ blob, thumb }) => ({ blob, thumb, offline: false })),
    // A material is a link, or a file.
    ...materials.flatMap(({ blob, thumb = null, offline = false }) => (blob ? [{ blob, thumb, offline }] : [])),
  ];
}
