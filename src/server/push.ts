import type { PushRequest } from '#domain/protocol.ts';
import { type ApplyDeps, applyMutation } from './apply-mutation.ts';
import { readPullPage } from './pull.ts';
import type { Services } from './services.ts';
import type { Device, ExchangeWriter } from './storage.ts';

export type PushDeps = ApplyDeps & Pick<Services, 'storage' | 'events' | 'pageRows'>;

/** The device's numbers and the server's do not meet: send from `lastSeq + 1`. Nothing of the push was applied. */
export type SequenceGap = { readonly type: 'gap'; readonly lastSeq: number };

/**
 * Takes in a device's mutations (S2, S3): all in one transaction with the device's last number, so that
 * an answer that got lost changes nothing when the same push comes again.
 *
 * @returns the JSON of a `PushResponse`, as `pull` gives its own
 * @throws StorageError when the store fails; then nothing was applied
 */
export async function push(deps: PushDeps, device: Device, request: PushRequest): Promise<string | SequenceGap> {
  const { exchangeId, pull } = request;
  const done = await deps.storage.write(exchangeId, async (writer) => {
    // 1. S2: the last number that was kept of this device.
    const lastSeq = await writer.lastSeq(device.id);
    // 2. S2: what was seen is acknowledged again without effect, provided it is the same mutation.
    if (!(await areSeen(writer, device.id, lastSeq, request))) return { gapAt: lastSeq };
    const fresh = request.mutations.filter((mutation) => mutation.seq > lastSeq);
    // 3. S2: the rest must go on from there without a gap.
    if (fresh.some((mutation, index) => mutation.seq !== lastSeq + 1 + index)) return { gapAt: lastSeq };
    // 4. S3: each is run, and kept with its rejection if it has one; the queue goes on behind it.
    const before = await writer.version();
    const context = { exchangeId, participantId: device.participantId, role: device.role };
    const ids = fresh.map(({ id }) => id);
    const seen = await writer.outcomesOf(device.participantId, ids);
    let version = before;
    for (const mutation of fresh) {
      ({ version } = await applyMutation(deps, writer, version, mutation, { deviceId: device.id, context, seen }));
    }
    // 5. S2: the last number and the version go into the same transaction as the effects.
    const reached = lastSeq + fresh.length;
    if (fresh.length > 0) await writer.saveLastSeq(device.id, reached);
    if (version > before) await writer.saveVersion(version);
    // 6. S4: what a pull would bring now, for a phone that asks for it.
    const page = pull && (await readPullPage(writer, device, pull, deps.pageRows));
    return { lastSeq: reached, version, changed: version > before, page };
  });
  if ('gapAt' in done) return { type: 'gap', lastSeq: done.gapAt };
  // 7. S7: only after the commit are the other phones told.
  if (done.changed) deps.events.publish({ type: 'changed', exchangeId, version: done.version, rows: true });
  const pulled = done.page === undefined ? '' : `,"pulled":${done.page}`;
  return `{"type":"pushed","lastSeq":${done.lastSeq}${pulled}}`;
}

/**
 * Whether the numbers that were seen belong to the mutations that are sent now. They do not when a
 * device was restored from an old copy and counts again: acknowledging would lose what it says.
 */
async function areSeen(
  writer: ExchangeWriter,
  deviceId: string,
  lastSeq: number,
  request: PushRequest,
): Promise<boolean> {
  const seen = request.mutations.filter((mutation) => mutation.seq <= lastSeq);
  const [first] = seen;
  if (!first) return true;
  const numbers = seen.map((mutation) => mutation.seq);
  const kept = await writer.mutationIds(deviceId, Math.min(...numbers), Math.max(...numbers));
  return seen.every((mutation) => kept.get(mutation.seq) === mutation.id);
}
