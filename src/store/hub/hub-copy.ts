import { boardFilterSchema } from '#domain/board/board-filter.ts';
import { type CopiedHub, type CopyData, copyHead, dataName } from '#domain/copy.ts';
import { describeCopy } from '#domain/copy-words/describe.ts';
import { newExchangeSchema } from '#domain/creation/new-exchange.ts';
import { CarnetError } from '#domain/errors.ts';
import { protocolVersion } from '#domain/protocol.ts';
import { durably } from '../durable.ts';
import { openZipFile } from '../zip-file.ts';
import type { Creation, HubDb, SavedFilter } from './hub-db.ts';
import { isForm } from './unsent.ts';

/** What this device alone has of a Hub person's work beyond the exchanges, for the copy of everything. */
export function readHubPart(db: HubDb): Promise<CopiedHub> {
  const { creations, drafts, filters } = db;
  return db.transaction('r', [creations, drafts, filters], async () => ({
    creations: (await creations.toArray()).map(({ created, queuedAt, refused }) => ({ created, queuedAt, refused })),
    drafts: (await drafts.filter(isForm).toArray()).map(({ key, value, savedAt }) => {
      return { key, value: value ?? null, savedAt };
    }),
    filters: await filters.toArray(),
  }));
}

/** The topics of the exchanges that wait, for the reader of a copy. */
export function uncreatedTopics({ creations }: CopiedHub): string[] {
  return creations.map(({ created }) => newExchangeSchema.safeParse(created).data?.exchange.topic ?? '?');
}

export type HubExporter = { participantId: string; name: string; deviceId: string; app: string; now: number };

/** The copy of a Hub person who has not opened any exchange: the same file, without one. `now`: ms since the epoch. */
export async function exportHubOnly(
  db: HubDb,
  { participantId, name, deviceId, app, now }: HubExporter,
): Promise<Blob> {
  const hub = await readHubPart(db);
  const exportedAt = new Date(now).toISOString();
  const data: CopyData = {
    ...copyHead,
    app,
    protocol: protocolVersion,
    exportedAt,
    participant: { id: participantId, name, role: 'hub' },
    deviceId,
    exchangeId: null,
    exchanges: [],
    drafts: [],
    hub,
    unreadable: [],
  };
  const zip = openZipFile(now);
  zip.add(dataName, JSON.stringify(data));
  for (const [fileName, text] of describeCopy([], exportedAt, uncreatedTopics(hub))) zip.add(fileName, text);
  return zip.close();
}

/** A copy's Hub part, read: ready to be added. */
export type HubPart = { creations: Creation[]; drafts: CopiedHub['drafts']; filters: SavedFilter[] };

/** @throws CarnetError `copy_newer` when this version can't read what was made there */
export function parseHubPart({ creations, drafts, filters }: CopiedHub): HubPart {
  return {
    creations: creations.map(({ created, queuedAt, refused }) => {
      const parsed = newExchangeSchema.safeParse(created).data;
      if (!parsed) throw new CarnetError('copy_newer', 'creation');
      return { id: parsed.exchange.id, created: parsed, queuedAt, refused };
    }),
    drafts,
    filters: filters.map(({ id, name, filter }) => {
      const parsed = boardFilterSchema.safeParse(filter).data;
      if (!parsed) throw new CarnetError('copy_newer', 'filter');
      return { id, name, filter: parsed };
    }),
  };
}

/**
 * Adds what is not here. An exchange that was created since is not created twice: it keeps its id, and the server says
 * that it exists.
 *
 * @returns how many records were added
 * @throws  CarnetError `storage_full` or `storage_failed`: nothing was added
 */
export function addHubPart(db: HubDb, part: HubPart): Promise<number> {
  const { creations, drafts, filters } = db;
  return durably(() =>
    db.transaction('rw', [creations, drafts, filters], async () => {
      const made = await missing(creations.toCollection().primaryKeys(), part.creations, ({ id }) => id);
      const begun = await missing(drafts.toCollection().primaryKeys(), part.drafts, ({ key }) => key);
      const named = await missing(filters.toCollection().primaryKeys(), part.filters, ({ id }) => id);
      await creations.bulkAdd(made);
      await drafts.bulkAdd(begun);
      await filters.bulkAdd(named);
      return made.length + begun.length + named.length;
    }),
  );
}

/** What is here already is newer. */
async function missing<T>(
  here: PromiseLike<string[]>,
  copied: readonly T[],
  keyOf: (record: T) => string,
): Promise<T[]> {
  const keys = new Set(await here);
  return copied.filter((record) => !keys.has(keyOf(record)));
}
