import { mayRead } from '#domain/private.ts';
import { type Change, type PullRequest, type PullResponse, pullPageRows } from '#domain/protocol.ts';
import type { Device, ExchangeReader, Storage, VersionedChange } from './storage.ts';

/**
 * One page of what changed in an exchange after the device's cursor (S4), as far as its participant may read it, with
 * what is known of the device's own numbers and rejections; all from one state of the store.
 */
export function pull(
  storage: Storage,
  device: Device,
  request: PullRequest,
  pageRows = pullPageRows,
): Promise<PullResponse> {
  return storage.read(request.exchangeId, async (reader) => {
    const version = await reader.version();
    const reset = !(await knowsCursor(reader, version, request));
    const from = reset ? 0 : request.cursor;
    const page = await readPage(reader, from, version, pageRows);
    // A new phone needs no tombstones: it holds nothing to delete.
    const isNew = from === 0 && !reset;
    return {
      type: 'pulled',
      changes: page.changes.filter(({ row }) => (row === null ? !isNew : mayRead(row, device))).map(toChange),
      cursor: page.cursor,
      cursorId: await reader.versionId(page.cursor),
      ...(reset ? { reset } : {}),
      ...(page.more ? {} : { devices: await reader.lastSeqs() }),
      more: page.more,
      lastSeq: await reader.lastSeq(device.id),
      rejected: await reader.rejectedSince(device.id, request.ackedSeq),
    };
  });
}

/**
 * Whether the phone's cursor lies in this server's history. It does not when the server was set up again from a
 * backup: then its versions end sooner, or the same numbers stand for other mutations.
 */
async function knowsCursor(
  reader: ExchangeReader,
  version: number,
  { cursor, cursorId = null }: PullRequest,
): Promise<boolean> {
  if (cursor > version) return false;
  return cursor === 0 || cursorId === null || (await reader.versionId(cursor)) === cursorId;
}

type Page = { changes: VersionedChange[]; cursor: number; more: boolean };

/** A page never splits a version: a phone shows all of a mutation's effects or none. */
async function readPage(reader: ExchangeReader, from: number, version: number, pageRows: number): Promise<Page> {
  const changes = await reader.changedSince(from, pageRows + 1);
  const last = changes[pageRows - 1];
  if (changes.length <= pageRows || !last) return { changes, cursor: version, more: false };
  const whole = changes.filter((change) => change.version < last.version);
  return { changes: [...whole, ...(await reader.changedIn(last.version))], cursor: last.version, more: true };
}

function toChange({ kind, id, row }: VersionedChange): Change {
  return { kind, id, row };
}
