import { type Change, type PullRequest, type PullResponse, pullPageRows } from '#domain/protocol.ts';
import type { Device, ExchangeReader, Storage, VersionedChange } from './storage.ts';

/**
 * One page of what changed in an exchange after the device's cursor (S4), with what is known of the
 * device's own numbers and rejections; all from one state of the store.
 */
export function pull(storage: Storage, device: Device, request: PullRequest): Promise<PullResponse> {
  return storage.read(request.exchangeId, async (reader) => {
    const version = await reader.version();
    // A cursor from the future: the server was restored from a backup. Send everything again.
    const from = request.cursor > version ? 0 : request.cursor;
    const page = await readPage(reader, from, version);
    return {
      type: 'pulled',
      changes: page.changes.filter((change) => from > 0 || change.row !== null).map(toChange),
      cursor: page.cursor,
      more: page.more,
      lastSeq: await reader.lastSeq(device.id),
      rejected: await reader.rejectedSince(device.id, request.ackedSeq),
    };
  });
}

type Page = { changes: VersionedChange[]; cursor: number; more: boolean };

/** A page never splits a version: a phone shows all of a mutation's effects or none. */
async function readPage(reader: ExchangeReader, from: number, version: number): Promise<Page> {
  const changes = await reader.changedSince(from, pullPageRows + 1);
  const last = changes[pullPageRows - 1];
  if (changes.length <= pullPageRows || !last) return { changes, cursor: version, more: false };
  const whole = changes.filter((change) => change.version < last.version);
  return { changes: [...whole, ...(await reader.changedIn(last.version))], cursor: last.version, more: true };
}

/** A new phone (cursor 0) needs no tombstones: it holds nothing to delete. */
function toChange({ kind, id, row }: VersionedChange): Change {
  return { kind, id, row };
}
