import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { base64ToBytes } from '#domain/base64.ts';
import { textOf } from '#domain/text.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { getSyncState } from '#store/queries/sync.ts';
import type { Store } from '#store/store.ts';
import { textIdsOf } from './actions.ts';
import { photosOf, type Written } from './ledger.ts';
import { assertSameRows, inWords, type Rows } from './rows.ts';
import { checkScreen } from './screen.ts';
import { effectsOf, type LogEntry, readServerLog, replay } from './server-log.ts';
import type { SimPhone, Tab } from './sim-phone.ts';
import type { World } from './sim-world.ts';

/** Everything that has to be true once the network is healed and all phones have come to rest. */
export async function checkHealed(world: World): Promise<void> {
  const { phones, server, exchangeId } = world;
  const log = readServerLog(server.databasePath);
  const effects = effectsOf(log);
  const changes = await server.services.storage.read(exchangeId, (reader) => reader.changedSince(0, 100_000));
  const onServer: Rows = new Map(changes.flatMap(({ kind, id, row }) => (row ? [[`${kind}/${id}`, row]] : [])));
  const replayed = await replay(effects, exchangeId, world.roles);
  assertSameRows(inWords(onServer), inWords(replayed), 'the server’s rows are not what its mutations make');
  for (const phone of phones) {
    const store = storeOf(phone);
    const state = await getSyncState(store);
    assert.deepEqual(
      { waiting: state.waiting, error: state.error },
      { waiting: 0, error: null },
      `${phone.name} is done`,
    );
    const { base } = await checkScreen(store, phone.name);
    assertSameRows(base, onServer, `${phone.name} holds what the server holds`);
    await checkRejections(world, phone, log);
    await checkWords(world, store, phone.name);
    await checkPhotos(world, phone, log);
  }
  checkWrites(world, log);
  assert.deepEqual(world.falselySafe, [], 'S6: a phone called photos safe that the server did not have');
}

/** While the story goes on: what a phone has saved, it shows, or says why it was refused (S1, S3, S4). */
export async function checkPhone(world: World, phone: SimPhone): Promise<void> {
  const store = storeOf(phone);
  const { base, replica } = await checkScreen(store, phone.name);
  await checkOwnWords(world, store, phone);
  if (!replica || replica.downloadedAt === null || phone.isInsideAPull(replica.cursor) || world.wasRestored) return;
  const effects = effectsOf(readServerLog(world.server.databasePath));
  const known = await replay(effects.slice(0, replica.cursor), world.exchangeId, world.roles);
  assertSameRows(
    inWords(base),
    inWords(known),
    `S4: ${phone.name} does not hold the server’s version ${replica.cursor}`,
  );
}

/** Every write that was on a disk is in the server's log once, accepted or refused. */
function checkWrites({ ledger, phones, lostRejections }: World, log: readonly LogEntry[]): void {
  const taken = new Map(phones.map((phone) => [phone.name, new Set(takenFrom(phone, log).map(({ id }) => id))]));
  for (const write of ledger.writes.values()) {
    if (write.isForgotten || lostRejections.has(write.id)) continue;
    const isThere = taken.get(write.phone)?.has(write.id);
    assert.ok(isThere, `S1: ${write.name} ${write.id.slice(-4)} of ${write.phone} never came to the server`);
  }
}

function takenFrom(phone: SimPhone, log: readonly LogEntry[]): LogEntry[] {
  return log.filter(({ device }) => device === phone.deps.deviceId);
}

/** S3: what was refused stands under “Needs attention” of the phone that wrote it, and nothing else does. */
async function checkRejections(world: World, phone: SimPhone, log: readonly LogEntry[]): Promise<void> {
  const { ledger, lostRejections } = world;
  const refused = new Set(takenFrom(phone, log).flatMap(({ id, code }) => (code === null ? [] : [id])));
  const shown = new Set((await storeOf(phone).db.rejections.toArray()).map(({ id }) => id));
  for (const id of refused) {
    const isExcused = ledger.dealtWith.has(id) || ledger.writes.get(id)?.isForgotten;
    assert.ok(shown.has(id) || isExcused, `S3: ${phone.name} does not show that ${nameOf(world, id)} was refused`);
  }
  for (const id of shown) {
    const isKnown = refused.has(id) || lostRejections.has(id);
    assert.ok(isKnown, `S3: ${phone.name} shows ${nameOf(world, id)} as refused, and it was not`);
  }
}

function nameOf({ ledger }: World, id: string): string {
  return `${ledger.writes.get(id)?.name ?? 'an unknown write'} ${id.slice(-4)}`;
}

async function checkWords(world: World, store: Store, name: string): Promise<void> {
  const texts = new Map<string, string>();
  for (const textId of textIdsOf(world)) texts.set(textId, textOf(await listTextUpdates(store, textId)));
  const refused = await refusedWords(world);
  for (const { textId, word, isSaved, isForgotten } of world.ledger.words) {
    const found = (texts.get(textId) ?? '').split(word).length - 1;
    const isExpected = isSaved && !isForgotten && !refused.includes(word);
    assert.ok(found <= 1 && (found === 1 || !isExpected), `${name} has ${word} ${found} times in its text`);
  }
}

/** What a person has written stays before their eyes, whatever the sync is doing. */
async function checkOwnWords(world: World, store: Store, phone: SimPhone): Promise<void> {
  const refused = await refusedWords(world);
  for (const textId of textIdsOf(world)) {
    const own = world.ledger.words.filter((word) => word.phone === phone.name && word.textId === textId);
    if (own.length === 0) continue;
    const text = textOf(await listTextUpdates(store, textId));
    for (const { word, isSaved, isForgotten, isAway } of own) {
      const isThere = text.includes(word) || !isSaved || isForgotten || isAway || refused.includes(word);
      assert.ok(isThere, `S1: ${word} has vanished from the eyes of ${phone.name}`);
    }
  }
}

/** The words of refused edits, as “Needs attention” keeps them, run together. */
async function refusedWords({ phones, ledger }: World): Promise<string> {
  const words = [...ledger.dealtWith.values()].flatMap(wordsOf);
  for (const { tabs } of phones) {
    const shown = (await tabs[0]?.store.db.rejections.toArray()) ?? [];
    words.push(...shown.flatMap(wordsOf));
  }
  return words.join(' ');
}

function wordsOf({ name, args }: Pick<Written, 'name' | 'args'>): string[] {
  if (name !== 'text.edit' || typeof args !== 'object' || args === null || !('update' in args)) return [];
  const { structs } = Y.decodeUpdate(base64ToBytes(String(args.update)));
  return structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? [struct.content.str] : [],
  );
}

/** S6: the bytes of every photo that a row names are at the server, whole, and on every phone. */
async function checkPhotos(world: World, phone: SimPhone, log: readonly LogEntry[]): Promise<void> {
  const { ledger, exchangeId, server } = world;
  const accepted = new Set(log.flatMap(({ id, code }) => (code === null ? [id] : [])));
  const { db } = storeOf(phone);
  for (const write of ledger.writes.values()) {
    if (!accepted.has(write.id)) continue;
    for (const hash of photosOf(write)) {
      if (world.lostPhotos.has(hash)) continue;
      const stored = await server.services.storage.files.findBlob(exchangeId, hash);
      assert.ok(stored && server.has(exchangeId, hash), `S6: the server lacks photo ${hash.slice(0, 8)}`);
      const here = await db.blobBytes.get(hash);
      const found = here && createHash('sha256').update(new Uint8Array(here.bytes)).digest('hex');
      assert.equal(found, hash, `S6: ${phone.name} lacks photo ${hash.slice(0, 8)}`);
    }
  }
}

export function tabOf(phone: SimPhone): Tab {
  const [tab] = phone.tabs;
  assert.ok(tab, `${phone.name} is off`);
  return tab;
}

function storeOf(phone: SimPhone): Store {
  return tabOf(phone).store;
}
