import { textUpdateSchema } from '#domain/report/schema.ts';
import { textOf } from '#domain/text.ts';
import { photosOf } from './ledger.ts';
import { readServerLog } from './server-log.ts';
import type { PhoneCopy, SimPhone } from './sim-phone.ts';
import { isSignedIn, signIn, type World } from './sim-world.ts';

/** What happens to phones and servers as such. Each of these begins when nothing is at work. */

export async function restoreServer(world: World): Promise<void> {
  const { server, lostRejections } = world;
  const before = readServerLog(server.databasePath);
  await server.stop();
  await server.restoreBackup();
  await server.start();
  const kept = new Set(readServerLog(server.databasePath).map(({ id }) => id));
  for (const { id, code } of before) if (code !== null && !kept.has(id)) lostRejections.add(id);
  world.wasRestored = true;
}

/** The phone goes on as it was when the copy was made; what it alone had since then is gone, and nobody's fault. */
export async function restorePhone(world: World, phone: SimPhone, copy: PhoneCopy): Promise<void> {
  phone.switchOff();
  await world.pulse.rest();
  forgetWrites(world, phone, copy);
  await phone.restore(copy);
  await phone.openTab();
}

function forgetWrites({ ledger, server, lostPhotos, exchangeId }: World, phone: SimPhone, copy: PhoneCopy): void {
  const log = readServerLog(server.databasePath);
  const taken = new Set(log.flatMap(({ id, code }) => (code === null ? [id] : [])));
  const copied = new Set(idsIn(copy, 'outbox', 'id'));
  const rejected = new Set(idsIn(copy, 'rejections', 'id'));
  const photos = new Set(idsIn(copy, 'blobBytes', 'hash'));
  for (const write of ledger.writes.values()) {
    if (write.phone !== phone.name) continue;
    if (!taken.has(write.id) && !copied.has(write.id) && !rejected.has(write.id)) write.isForgotten = true;
    for (const hash of photosOf(write)) {
      if (!photos.has(hash) && !server.has(exchangeId, hash)) lostPhotos.add(hash);
    }
  }
  const known = textOf(
    log.flatMap(({ name, args, code }) => (name === 'text.edit' && code === null ? updateIn(JSON.parse(args)) : [])),
  );
  const inCopy = textOf((copy.get('rows') ?? []).flatMap((stored) => updateIn((stored as { row: unknown }).row)));
  for (const word of ledger.words) {
    if (word.phone !== phone.name || inCopy.includes(word.word)) continue;
    if (known.includes(word.word)) word.isAway = true;
    else word.isForgotten = true;
  }
}

function updateIn(row: unknown): string[] {
  const parsed = textUpdateSchema.safeParse(row);
  return parsed.success ? [parsed.data.update] : [];
}

function idsIn(copy: PhoneCopy, table: string, field: string): string[] {
  return (copy.get(table) ?? []).map((record) => String(Reflect.get(record as object, field)));
}

/** Signs in again where the server does not know the phone any more, and opens the app anew. */
export async function signInAgain(world: World, phone: SimPhone): Promise<boolean> {
  if (await isSignedIn(world, phone)) return false;
  phone.switchOff();
  await world.pulse.rest();
  await signIn(world, phone);
  await phone.openTab();
  return true;
}

const hour = 60 * 60 * 1000;
const year = 365 * 24 * hour;

/** By how much a clock may be wrong, in milliseconds: hours (a time zone), years (an empty battery). */
export const clockErrors = [0, -hour, 2 * hour, 13 * hour, -3 * 24 * hour, 40 * 24 * hour, -20 * year, 11 * year];
