import { createStore, delMany, get, keys, set, type UseStore } from 'idb-keyval';
import * as z from 'zod/mini';
import type { CarnetDb } from './db.ts';
import { durably } from './durable.ts';

/**
 * Photos as they were picked, place and camera in them, of a person who wants to keep them: on this phone only, never
 * uploaded, and the first to go when a receipt needs the room. A database of its own, since nothing that Carnet promises
 * may depend on it.
 */
const databaseName = 'originals-of-carnet';

/** The most that is kept, in bytes: some hundred photos. Then no more are, until the person removes them. */
export const mostOriginals = 500_000_000;

/** Whose it is, the hash of the picture that was made of it, its size in bytes, and its name. */
const keySchema = z.tuple([z.string(), z.string(), z.number(), z.string()]);
type OriginalKey = z.infer<typeof keySchema>;
export type Original = { hash: string; name: string /** Bytes. */; size: number };

/** @param bytes together */
export type Originals = { count: number; bytes: number; isFull: boolean };

let opened: UseStore | undefined;
function place(): UseStore {
  opened ??= createStore(databaseName, 'originals');
  return opened;
}

/** Off until the person has asked for it. */
export async function readKeepOriginals(db: CarnetDb): Promise<boolean> {
  const found = await db.settings.get('originals');
  return found?.key === 'originals' && found.value;
}

export async function saveKeepOriginals(db: CarnetDb, value: boolean): Promise<void> {
  await durably(() => db.settings.put({ key: 'originals', value }));
}

/** Keeps one, where there is room. That it can't be is no failure: what counts is kept already. */
export async function keepOriginal(
  participantId: string,
  original: { hash: string; name: string; bytes: ArrayBuffer },
  most = mostOriginals,
): Promise<void> {
  const { hash, name, bytes } = original;
  const size = bytes.byteLength;
  try {
    const { bytes: kept } = await countOriginals(participantId);
    if (kept + size <= most) await set([participantId, hash, size, name], bytes, place());
  } catch {
    // A full disk, or a browser without this database.
  }
}

export async function listOriginals(participantId: string): Promise<Original[]> {
  return (await keysOf(participantId)).map(([, hash, size, name]) => ({ hash, size, name }));
}

export async function countOriginals(participantId: string): Promise<Originals> {
  const sizes = (await keysOf(participantId)).map(([, , size]) => size);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  // One more photo of a present phone.
  return { count: sizes.length, bytes, isFull: bytes + 10_000_000 > mostOriginals };
}

export async function readOriginal(participantId: string, original: Original): Promise<ArrayBuffer | undefined> {
  const { hash, size, name } = original;
  const found: unknown = await get([participantId, hash, size, name], place());
  return found instanceof ArrayBuffer ? found : undefined;
}

/** @returns how many there were */
export async function removeOriginals(participantId: string): Promise<number> {
  const own = await keysOf(participantId);
  await durably(() => delMany(own, place()));
  return own.length;
}

async function keysOf(participantId: string): Promise<OriginalKey[]> {
  const all: unknown[] = await keys(place());
  return all.flatMap((key) => {
    const { data } = keySchema.safeParse(key);
    return data?.[0] === participantId ? [data] : [];
  });
}
