import type { Store } from '../store.ts';
import { getExchange, isDownloaded, participantsById } from './exchange.ts';
import { listRows, readTogether } from './rows.ts';
import { listSessions } from './schedule.ts';

/** All that Today shows at its first look. */
export type TodayData = Awaited<ReturnType<typeof readToday>>;

export async function readToday(store: Store) {
  const { rows, replicas } = store.db;
  const [exchange, downloaded, sessions, people, notes, objectives, questions] = await readTogether(
    store,
    [rows, replicas],
    () =>
      Promise.all([
        getExchange(store),
        isDownloaded(store),
        listSessions(store),
        participantsById(store),
        listRows(store, 'note'),
        listRows(store, 'objective'),
        listRows(store, 'question'),
      ]),
  );
  return { exchange, downloaded, sessions, people, notes, objectives, questions };
}
