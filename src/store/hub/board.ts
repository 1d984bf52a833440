import type { BoardItem } from '#domain/board/protocol.ts';
import type { BoardEntry } from '#domain/board/schema.ts';
import type { BoardStatus, Creation, HubDb, SavedFilter } from './hub-db.ts';

export type Board = { entries: BoardEntry[]; status: BoardStatus; filters: SavedFilter[]; creations: Creation[] };

/** The board as it is on this device. For a live query. */
export async function readBoard(db: HubDb): Promise<Board> {
  const [records, status, filters, creations] = await Promise.all([
    db.board.toArray(),
    readBoardStatus(db),
    db.filters.orderBy('id').toArray(),
    db.creations.orderBy('id').toArray(),
  ]);
  return { entries: records.map(({ entry }) => entry), status, filters, creations };
}

export async function readBoardStatus(db: HubDb): Promise<BoardStatus> {
  return (await db.status.get('board')) ?? { key: 'board', loadedAt: null, working: false, error: null };
}

export async function noteBoardStatus(db: HubDb, change: Partial<BoardStatus>): Promise<void> {
  await db.transaction('rw', db.status, async () => {
    await db.status.put({ ...(await readBoardStatus(db)), ...change });
  });
}

/** What the server need not send again. */
export async function stampsOf(db: HubDb, ids?: readonly string[]): Promise<Record<string, string>> {
  const records = await (ids
    ? db.board
        .where('id')
        .anyOf([...ids])
        .toArray()
    : db.board.toArray());
  return Object.fromEntries(records.map(({ id, stamp }) => [id, stamp]));
}

/** Takes in what the server has said of some exchanges; those that it says nothing new of stay as they are. */
export async function putBoardItems(db: HubDb, items: readonly BoardItem[]): Promise<void> {
  const records = items.flatMap(({ id, stamp, entry }) =>
    entry ? [{ id, stamp, entry: { ...entry.summary, seen: entry.seen } }] : [],
  );
  await db.board.bulkPut(records);
}

/** Forgets what the whole board did not name: a server set up again from a backup may know less. */
export async function keepOnly(db: HubDb, ids: ReadonlySet<string>): Promise<void> {
  const gone = (await db.board.toCollection().primaryKeys()).filter((id) => !ids.has(id));
  await db.board.bulkDelete(gone);
}
