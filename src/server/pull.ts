import { mayRead, type Reader } from '#domain/private.ts';
import { type Place, type PullRequest, type PullResponse, pullPageRows } from '#domain/protocol.ts';
import type { ChangeText, Device, ExchangeReader, Storage } from './storage.ts';

/** One page of what changed in an exchange after the device's cursor (S4), all from one state of the store. */
export function pull(storage: Storage, device: Device, request: PullRequest, pageRows = pullPageRows): Promise<string> {
  return storage.read(request.exchangeId, (reader) => readPullPage(reader, device, request, pageRows));
}

/**
 * One page of what changed after a place, as far as the device's participant may read it, with what is known of the
 * device's own numbers and rejections.
 *
 * @returns the JSON of a `PullResponse`: rows go from the store to the phone as they are
 */
export async function readPullPage(
  reader: ExchangeReader,
  device: Device,
  place: Place,
  pageRows: number,
): Promise<string> {
  const version = await reader.version();
  const reset = !(await knowsCursor(reader, version, place));
  const from = reset ? 0 : place.cursor;
  const page = await readPage(reader, from, version, pageRows);
  // A new phone needs no tombstones: it holds nothing to delete.
  const isNew = from === 0 && !reset;
  const changes = page.changes.filter(({ json }) => (json === null ? !isNew : mayReadJson(json, device)));
  const devices = page.more ? undefined : await reader.lastSeqs();
  const lastSeq = devices ? (devices[device.id] ?? 0) : await reader.lastSeq(device.id);
  const isThere = !reset && page.cursor === place.cursor;
  return toJson(changes, {
    type: 'pulled',
    cursor: page.cursor,
    // The phone's own has just been compared.
    cursorId: (isThere ? place.cursorId : null) ?? (await reader.versionId(page.cursor)),
    ...(reset ? { reset } : {}),
    ...(devices ? { devices } : {}),
    more: page.more,
    lastSeq,
    rejected: lastSeq > place.ackedSeq ? await reader.rejectedSince(device.id, place.ackedSeq) : [],
  });
}

/** A row whose JSON does not name the field can't have it: `JSON.stringify` writes its quotes and letters as they are. */
function mayReadJson(json: string, reader: Reader): boolean {
  return !json.includes('"onlyFor"') || mayRead(JSON.parse(json), reader);
}

function toJson(changes: readonly ChangeText[], rest: Omit<PullResponse, 'changes'>): string {
  const texts = changes.map(({ kind, id, json }) => `${JSON.stringify({ kind, id }).slice(0, -1)},"row":${json}}`);
  return `${JSON.stringify(rest).slice(0, -1)},"changes":[${texts.join(',')}]}`;
}

/**
 * Whether the phone's cursor lies in this server's history. It does not when the server was set up again from a
 * backup: then its versions end sooner, or the same numbers stand for other mutations.
 */
async function knowsCursor(
  reader: ExchangeReader,
  version: number,
  { cursor, cursorId = null }: Place,
): Promise<boolean> {
  if (cursor > version) return false;
  return cursor === 0 || cursorId === null || (await reader.versionId(cursor)) === cursorId;
}

type Page = { changes: ChangeText[]; cursor: number; more: boolean };

/** A page never splits a version: a phone shows all of a mutation's effects or none. */
async function readPage(reader: ExchangeReader, from: number, version: number, pageRows: number): Promise<Page> {
  if (from === version) return { changes: [], cursor: version, more: false };
  const changes = await reader.textsSince(from, pageRows + 1);
  const last = changes[pageRows - 1];
  if (changes.length <= pageRows || !last) return { changes, cursor: version, more: false };
  const whole = changes.filter((change) => change.version < last.version);
  return { changes: [...whole, ...(await reader.textsIn(last.version))], cursor: last.version, more: true };
}
