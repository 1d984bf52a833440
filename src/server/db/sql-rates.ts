import type { Kysely } from 'kysely';
import type { Quote } from '#domain/rates/schema.ts';
import type { RateStorage } from '../storage.ts';
import type { Database } from './schema.ts';

/** Rows per statement: SQLite takes 32,766 values in one, and a row has five. */
const batch = 1000;

/** What the banks have published. */
export class SqlRates implements RateStorage {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  save(quotes: readonly Quote[]): Promise<void> {
    return this.#db.transaction().execute(async (trx) => {
      for (let at = 0; at < quotes.length; at += batch) {
        const rows = quotes.slice(at, at + batch).map(({ source, from, to, day, value }) => ({
          source,
          from_currency: from,
          to_currency: to,
          day,
          value,
        }));
        await trx
          .insertInto('rates')
          .values(rows)
          .onConflict((conflict) =>
            conflict
              .columns(['source', 'from_currency', 'to_currency', 'day'])
              .doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
          )
          .execute();
      }
    });
  }

  async since(day: string): Promise<Quote[]> {
    const found = await this.#db
      .selectFrom('rates')
      .selectAll()
      .where('day', '>=', day)
      .orderBy('source')
      .orderBy('from_currency')
      .orderBy('to_currency')
      .orderBy('day')
      .execute();
    return found.map(({ source, from_currency: from, to_currency: to, day: published, value }) => ({
      source,
      from,
      to,
      day: published,
      value,
    }));
  }

  async lastDays(): Promise<Record<string, string>> {
    const found = await this.#db
      .selectFrom('rates')
      .select((row) => ['source', row.fn.max('day').as('day')])
      .groupBy('source')
      .execute();
    return Object.fromEntries(found.map(({ source, day }) => [source, day]));
  }
}
