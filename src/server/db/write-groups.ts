import { setImmediate as nextTurn } from 'node:timers/promises';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Database } from './schema.ts';
import { runOn } from './statement.ts';

type Work<T> = (db: Kysely<Database>) => Promise<T>;
type Write = { run(db: Kysely<Database>): Promise<void>; settle(): void; fail(error: unknown): void };

const begin = CompiledQuery.raw('savepoint one_write');
const undo = CompiledQuery.raw('rollback to one_write');
const end = CompiledQuery.raw('release one_write');

/**
 * Takes the writes that come together into one transaction, each as a savepoint of its own, one after the other: SQLite
 * writes alone anyhow, and so they wait for the disk once. None is answered before the commit; one that fails is undone
 * and leaves the others; when the commit fails, all of them do.
 */
export class WriteGroups {
  readonly #db: Kysely<Database>;
  #waiting: Write[] = [];

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  write<T>(work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const isFirst = this.#waiting.push(toWrite(work, resolve, reject)) === 1;
      if (isFirst) void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    // Whatever else the network has brought by now comes along, and so does what comes while another transaction ends.
    await nextTurn();
    let group: Write[] = [];
    try {
      await this.#db.transaction().execute(async (db) => {
        group = this.#waiting.splice(0);
        for (const write of group) await write.run(db);
      });
      for (const write of group) write.settle();
    } catch (error) {
      if (group.length === 0) group = this.#waiting.splice(0);
      for (const write of group) write.fail(error);
    }
  }
}

function toWrite<T>(work: Work<T>, resolve: (value: T) => void, reject: (error: unknown) => void): Write {
  let outcome = () => {};
  return {
    async run(db) {
      await runOn(db, begin);
      try {
        const value = await work(db);
        outcome = () => resolve(value);
      } catch (error) {
        // Throws when SQLite has given up the whole transaction, as on a full disk: then none of the group is kept.
        await runOn(db, undo);
        outcome = () => reject(error);
      }
      await runOn(db, end);
    },
    settle: () => outcome(),
    fail: reject,
  };
}
