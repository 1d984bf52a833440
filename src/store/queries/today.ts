import type { Note } from '#domain/evidence/schema.ts';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import type { Objective, Question } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import type { Replica } from '../db.ts';
import type { Store } from '../store.ts';
import { byId, getExchange, isWhole } from './exchange.ts';
import { listRows, readTogether } from './rows.ts';
import { inOrderOfTime } from './schedule.ts';

/** What stands on Today's first screen. */
export type FirstLook = {
  /** Undefined until it has been downloaded. */
  readonly exchange: Exchange | undefined;
  readonly downloaded: boolean;
  /** In the order in which they take place. */
  readonly sessions: readonly Session[];
  readonly people: ReadonlyMap<string, Participant>;
  readonly objectives: readonly Objective[];
  readonly questions: readonly Question[];
};

/** All that Today shows; the notes stand under the first screen. */
export type TodayData = FirstLook & { readonly notes?: readonly Note[] };

/** What is stored of it. */
type Stored = Pick<FirstLook, 'exchange' | 'objectives' | 'questions'> & {
  readonly replica: Replica | undefined;
  readonly sessions: readonly Session[];
  readonly participants: readonly Participant[];
};

export function firstLookOf({ replica, sessions, participants, ...rest }: Stored): FirstLook {
  return {
    ...rest,
    downloaded: isWhole(replica),
    sessions: inOrderOfTime(sessions),
    people: byId(participants),
  };
}

export async function readToday(store: Store): Promise<TodayData> {
  const { rows, replicas } = store.db;
  const [replica, exchange, sessions, participants, objectives, questions, notes] = await readTogether(
    store,
    [rows, replicas],
    () =>
      Promise.all([
        replicas.get(store.context.exchangeId),
        getExchange(store),
        listRows(store, 'session'),
        listRows(store, 'participant'),
        listRows(store, 'objective'),
        listRows(store, 'question'),
        listRows(store, 'note'),
      ]),
  );
  return { ...firstLookOf({ replica, exchange, sessions, participants, objectives, questions }), notes };
}
