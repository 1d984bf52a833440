import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

type Work<T> = (db: Kysely<Database>) => Promise<T>;
type Write = { run(db: Kysely<Database>): Promise<void>; settle(): void; fail(error: unknown): void };

/**
 * Takes the writes that come together into one transaction, one after the other: SQLite writes alone anyhow, and so they
 * wait for the disk once. None is answered before the commit. When one fails, or the commit, each is done anew in
 * a transaction of its own, so that nobody pays for another. It is rare, and cheaper than a savepoint around each, for
 * which SQLite keeps what stood in every page that it changes.
 */
export class WriteGroups {
  readonly #db: Kysely<Database>;
  #waiting: Write[] = [];

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** @param work may be run a second time, as if the first had never been */
  write<T>(work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const isFirst = this.#waiting.push(toWrite(work, resolve, reject)) === 1;
      if (isFirst) void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    // Whatever else the network has brought by now comes along: what came while the first was being read is read in the
    // turn after. So does what comes while another transaction ends.
    await nextTurn();
    await nextTurn();
    let group: Write[] = [];
    try {
      await this.#commit(() => {
        group = this.#waiting.splice(0);
        return group;
      });
    } catch (error) {
      // The transaction may not even have begun.
      if (group.length === 0) group = this.#waiting.splice(0);
      if (group.length === 1) group[0]?.fail(error);
      else for (const write of group) await this.#commit(() => [write]).catch(write.fail);
    }
  }

  /** @throws why nothing of them was kept */
  async #commit(take: () => readonly Write[]): Promise<void> {
    const writes = await this.#db.transaction().execute(async (db) => {
      const taken = take();
      for (const write of taken) await write.run(db);
      return taken;
    });
    for (const write of writes) write.settle();
  }
}

function toWrite<T>(work: Work<T>, resolve: (value: T) => void, reject: (error: unknown) => void): Write {
  let settle = () => {};
  return {
    async run(db) {
      const value = await work(db);
      settle = () => resolve(value);
    },
    settle: () => settle(),
    fail: reject,
  };
}
