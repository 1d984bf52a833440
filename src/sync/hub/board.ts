import { type BoardResponse, boardEventSchema, boardPageSize, boardResponseSchema } from '#domain/board/protocol.ts';
import { codeOf } from '#domain/errors.ts';
import { keepOnly, noteBoardStatus, putBoardItems, stampsOf } from '#store/hub/board.ts';
import type { HubDb } from '#store/hub/hub-db.ts';
import { listenForEvents } from '../events.ts';
import { parseAnswer, type Transport } from '../transport.ts';

export type BoardDeps = {
  readonly db: HubDb;
  readonly transport: Transport;
  /** Milliseconds since the epoch. */
  now(): number;
  after(milliseconds: number, callback: () => void): () => void;
  random(): number;
};

/** How long (ms) changes are gathered before the board asks what they came to: a busy visit pushes often. */
const gatherFor = 400;
/** The whole board is looked through this often (ms) all the same: when phones were last heard of raises no event. */
const lookEvery = 5 * 60_000;

/**
 * Fetches all of the board that is different from what is here. What was here stays until it is replaced.
 * A failure is noted in the board's status, for the screen to say.
 */
export async function refreshBoard({ db, transport, now }: BoardDeps): Promise<void> {
  await noteBoardStatus(db, { working: true });
  try {
    const known = await stampsOf(db);
    const ids = new Set<string>();
    let after: string | null = null;
    do {
      const page: BoardResponse = await ask(transport, { after, known });
      await putBoardItems(db, page.items);
      for (const { id } of page.items) ids.add(id);
      after = page.next;
    } while (after !== null);
    await keepOnly(db, ids);
    await noteBoardStatus(db, { working: false, error: null, loadedAt: now() });
  } catch (error) {
    await noteBoardStatus(db, { working: false, error: codeOf(error) });
  }
}

/** Fetches what has become of some exchanges. */
async function refreshSome({ db, transport }: BoardDeps, ids: readonly string[]): Promise<void> {
  try {
    const page = await ask(transport, { after: null, only: ids, known: await stampsOf(db, ids) });
    await putBoardItems(db, page.items);
    await noteBoardStatus(db, { error: null });
  } catch (error) {
    await noteBoardStatus(db, { error: codeOf(error) });
  }
}

/**
 * Keeps the board as the server has it, as long as it is looked at.
 * @returns the way to stop
 */
export function watchBoard(deps: BoardDeps): () => void {
  const { transport, after, random } = deps;
  const changed = new Set<string>();
  let whole = true;
  let stopped = false;
  let cancel = () => {};
  let last = Promise.resolve();

  const look = () => {
    if (stopped) return;
    const ids = [...changed];
    const all = whole || ids.length > boardPageSize;
    changed.clear();
    whole = false;
    // One after the other, so that an older answer never overwrites a newer one.
    last = last.then(() => (all ? refreshBoard(deps) : refreshSome(deps, ids)));
    plan(lookEvery, true);
  };
  const plan = (delay: number, all: boolean) => {
    cancel();
    cancel = after(delay, () => {
      whole ||= all;
      look();
    });
  };
  look();
  const stopEvents = listenForEvents({
    transport,
    path: '/api/hub/events',
    after,
    random,
    onEvent(data) {
      const event = boardEventSchema.safeParse(data);
      if (!event.success) return;
      if (event.data.exchangeId === null) whole = true;
      else changed.add(event.data.exchangeId);
      plan(gatherFor, false);
    },
  });
  return () => {
    stopped = true;
    cancel();
    stopEvents();
  };
}

type Question = { after: string | null; only?: readonly string[]; known: Record<string, string> };

async function ask(transport: Transport, question: Question): Promise<BoardResponse> {
  const body = JSON.stringify({ type: 'board', ...question });
  const headers = { 'Content-Type': 'application/json' };
  return parseAnswer(await transport.send('/api/hub/board', { method: 'POST', headers, body }), boardResponseSchema);
}
