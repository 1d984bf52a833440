import type { Kysely } from 'kysely';
import type { Belongings, PeopleStorage } from '../retention/ports.ts';
import type { Database } from './schema.ts';
import { toBlob } from './sql-files.ts';
import { toDevice } from './sql-sign-ins.ts';

/** A person over all exchanges. Neither secrets nor their hashes leave it. */
export class SqlPeople implements PeopleStorage {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async exchangesOf(participantId: string): Promise<string[]> {
    const found = await this.#db
      .selectFrom('rows')
      .select('exchange_id')
      .where('kind', '=', 'participant')
      .where('id', '=', participantId)
      .union((db) => db.selectFrom('mutations').select('exchange_id').where('participant_id', '=', participantId))
      .union((db) =>
        db
          .selectFrom('devices')
          .select((row) => row.ref('exchange_id').$notNull().as('exchange_id'))
          .where('participant_id', '=', participantId)
          .where('exchange_id', 'is not', null),
      )
      .union((db) =>
        db
          .selectFrom('invitations')
          .select((row) => row.ref('exchange_id').$notNull().as('exchange_id'))
          .where('participant_id', '=', participantId)
          .where('exchange_id', 'is not', null),
      )
      .execute();
    return found.map((row) => row.exchange_id).sort();
  }

  async belongingsOf(participantId: string): Promise<Belongings> {
    const devices = await this.#db
      .selectFrom('devices')
      .selectAll()
      .where('participant_id', '=', participantId)
      .execute();
    const invitations = await this.#db
      .selectFrom('invitations')
      .selectAll()
      .where('participant_id', '=', participantId)
      .execute();
    const accounts = await this.#db
      .selectFrom('accounts')
      .selectAll()
      .where('participant_id', '=', participantId)
      .execute();
    const calendars = await this.#db
      .selectFrom('calendars')
      .selectAll()
      .where('participant_id', '=', participantId)
      .execute();
    const files = await this.#db.selectFrom('blobs').selectAll().where('created_by', '=', participantId).execute();
    return {
      devices: devices.map(toDevice),
      invitations: invitations.map((row) => ({
        exchangeId: row.exchange_id,
        name: row.name,
        role: row.role,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        usedAt: row.used_at,
      })),
      accounts: accounts.map(({ exchange_key, username, linked_at: linkedAt }) => {
        return { exchangeId: exchange_key === '' ? null : exchange_key, username, linkedAt };
      }),
      calendars: calendars.map((row) => ({ exchangeId: row.exchange_id, createdAt: row.created_at })),
      files: files.map(toBlob),
    };
  }

  async deleteBelongings(participantId: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx.deleteFrom('devices').where('participant_id', '=', participantId).execute();
      await trx.deleteFrom('invitations').where('participant_id', '=', participantId).execute();
      await trx.deleteFrom('accounts').where('participant_id', '=', participantId).execute();
      await trx.deleteFrom('calendars').where('participant_id', '=', participantId).execute();
    });
  }
}
