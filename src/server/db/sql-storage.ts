import { type Kysely, sql } from 'kysely';
import type { PeopleStorage } from '../retention/ports.ts';
import type {
  AccessStorage,
  BoardStorage,
  CalendarStorage,
  ExchangeReader,
  ExchangeTitle,
  ExchangeWriter,
  FileStorage,
  RateStorage,
  SignInStorage,
  Storage,
  TemplateStorage,
} from '../storage.ts';
import { addExchange } from './exchange-statements.ts';
import { findFaults } from './find-faults.ts';
import type { Database } from './schema.ts';
import { SqlAccess } from './sql-access.ts';
import { SqlBoard } from './sql-board.ts';
import { SqlCalendars } from './sql-calendars.ts';
import { SqlExchange } from './sql-exchange.ts';
import { SqlFiles } from './sql-files.ts';
import { SqlPeople } from './sql-people.ts';
import { SqlRates } from './sql-rates.ts';
import { SqlSignIns } from './sql-sign-ins.ts';
import { SqlTemplates } from './sql-templates.ts';
import { WriteGroups } from './write-groups.ts';

/**
 * The storage port over Kysely. On SQLite there is one connection, and Kysely lets one transaction at a
 * time use it, so each write is alone (write-groups.ts) and each read sees one state. On PostgreSQL a write locks its exchange's row,
 * so that exchanges don't wait for each other, and a read takes a snapshot.
 */
export class SqlStorage implements Storage {
  readonly name: Storage['name'];
  readonly signIns: SignInStorage;
  readonly access: AccessStorage;
  readonly files: FileStorage;
  readonly board: BoardStorage;
  readonly templates: TemplateStorage;
  readonly rates: RateStorage;
  readonly calendars: CalendarStorage;
  readonly people: PeopleStorage;
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;
  readonly #alone: <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;

  constructor(name: Storage['name'], db: Kysely<Database>, clock: () => Date) {
    this.name = name;
    this.#db = db;
    this.#clock = clock;
    const groups = new WriteGroups(db);
    this.#alone = (work) => (name === 'sqlite' ? groups.write(work) : db.transaction().execute(work));
    this.signIns = new SqlSignIns(name, db);
    this.access = new SqlAccess(db);
    this.files = new SqlFiles(db);
    this.board = new SqlBoard(db);
    this.templates = new SqlTemplates(db);
    this.rates = new SqlRates(db);
    this.calendars = new SqlCalendars(db);
    this.people = new SqlPeople(db);
  }

  async ping(): Promise<void> {
    await this.#db.selectFrom('migrations').select('id').limit(1).execute();
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }

  write<T>(exchangeId: string, work: (writer: ExchangeWriter) => Promise<T>): Promise<T> {
    return this.#alone(async (db) => {
      await addExchange(db, { exchangeId, at: this.#clock().toISOString() });
      if (this.name === 'postgres') await sql`select 1 from exchanges where id = ${exchangeId} for update`.execute(db);
      return work(new SqlExchange(db, exchangeId));
    });
  }

  read<T>(exchangeId: string, work: (reader: ExchangeReader) => Promise<T>): Promise<T> {
    const transaction = this.#db.transaction();
    const snapshot = this.name === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction;
    return snapshot.execute((trx) => work(new SqlExchange(trx, exchangeId)));
  }

  async exchangeIds(): Promise<string[]> {
    const found = await this.#db.selectFrom('exchanges').select('id').orderBy('id').execute();
    return found.map(({ id }) => id);
  }

  findFaults(): Promise<string[]> {
    return findFaults(this.name, this.#db);
  }

  async listExchanges(only: string | null): Promise<ExchangeTitle[]> {
    const all = this.#db
      .selectFrom('exchanges')
      // The exchange's own row, and no other that a mutation might have put beside it; found by its key.
      .innerJoin('rows', (join) =>
        join
          .onRef('rows.exchange_id', '=', 'exchanges.id')
          .on('rows.kind', '=', 'exchange')
          .onRef('rows.id', '=', 'exchanges.id'),
      )
      .select((row) => ['exchanges.id', row.ref('rows.value').$notNull().as('value')])
      .where('rows.value', 'is not', null)
      .orderBy('exchanges.id');
    const found = await (only === null ? all : all.where('exchanges.id', '=', only)).execute();
    return found.map(({ id, value }) => ({ id, topic: String(JSON.parse(value).topic ?? '') }));
  }
}
