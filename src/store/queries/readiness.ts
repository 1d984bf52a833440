import type { Exchange } from '#domain/exchange/schema.ts';
import type { Currency } from '#domain/expense/money.ts';
import type { RatePack } from '#domain/rates/schema.ts';
import { readRatePack } from '../rates.ts';
import type { Store } from '../store.ts';
import { getExchange, isDownloaded } from './exchange.ts';
import { listFiles, type NamedFile } from './files.ts';
import { getRow, listRows } from './rows.ts';
import { blobRecords, countHeld, getSyncState, type SyncState } from './sync.ts';

/** How many files there should be on this device, and the hashes of those that are not. */
export type FilesHere = { all: number; missing: readonly string[] };

/** What stands on this device of all that the trip needs. */
export type Carried = {
  exchange: Exchange | undefined;
  downloaded: boolean;
  sync: SyncState;
  /** Rows that only a newer version of the app can read. */
  held: number;
  objectives: number;
  sessions: number;
  people: number;
  /** Whether somebody to call in an emergency is written down. */
  emergency: boolean;
  /** Materials that were marked for use without a network. */
  materials: FilesHere;
  thumbs: FilesHere;
  /** Photos and PDFs in full, materials that were marked among them. */
  originals: FilesHere;
  rates: { pack: RatePack /** Ms since the epoch. */; fetchedAt: number } | undefined;
  /** In which the pair has paid so far. */
  currencies: readonly Currency[];
};

export async function readCarried(store: Store): Promise<Carried> {
  const [exchange, downloaded, sync, held, rates, files, counted] = await Promise.all([
    getExchange(store),
    isDownloaded(store),
    getSyncState(store),
    countHeld(store),
    readRatePack(store.db),
    readFilesHere(store),
    countRows(store),
  ]);
  return { exchange, downloaded, sync, held, rates, ...files, ...counted };
}

async function countRows(store: Store) {
  const [objectives, sessions, people, expenses, practicalities] = await Promise.all([
    listRows(store, 'objective'),
    listRows(store, 'session'),
    listRows(store, 'participant'),
    listRows(store, 'expense'),
    getRow(store, 'practicalities', store.context.exchangeId),
  ]);
  return {
    objectives: objectives.length,
    sessions: sessions.filter(({ state }) => state !== 'dropped').length,
    people: people.length,
    emergency: (practicalities?.emergencyPhone ?? '').trim() !== '',
    currencies: [...new Set(expenses.flatMap(({ currency }) => currency ?? []))],
  };
}

/** By the bytes themselves and not by what is written about them: a browser may have lost some. */
async function readFilesHere(store: Store): Promise<Pick<Carried, 'materials' | 'thumbs' | 'originals'>> {
  const [files, records] = await Promise.all([listFiles(store), blobRecords(store)]);
  const named = [...new Set(files.flatMap(({ blob, thumb }) => [blob, ...(thumb === null ? [] : [thumb])]))];
  const here = new Set(await store.db.blobBytes.where('hash').anyOf(named).primaryKeys());
  // What the server has removed for good is nowhere to be had, and no fault of this device.
  const isGone = (hash: string) => records.get(hash)?.lastError === 'file_purged';
  const count = (hashes: readonly string[]) => {
    const wanted = [...new Set(hashes)].filter((hash) => !isGone(hash));
    return { all: wanted.length, missing: wanted.filter((hash) => !here.has(hash)) };
  };
  const blobsOf = (some: readonly NamedFile[]) => some.map(({ blob }) => blob);
  return {
    materials: count(blobsOf(files.filter(({ offline }) => offline))),
    thumbs: count(files.flatMap(({ thumb }) => thumb ?? [])),
    originals: count(blobsOf(files)),
  };
}
