import type { Kysely } from 'kysely';
import { sameHash } from '../secrets.ts';
import type { CalendarLink, CalendarStorage } from '../storage.ts';
import type { Database } from './schema.ts';

/** The addresses of calendars, one for each participant of an exchange. Their secrets are here as hashes only. */
export class SqlCalendars implements CalendarStorage {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async save({ secretHash, exchangeId, participantId, role, createdAt }: CalendarLink): Promise<void> {
    const content = { secret_hash: secretHash, role, created_at: createdAt };
    await this.#db
      .insertInto('calendars')
      .values({ exchange_id: exchangeId, participant_id: participantId, ...content })
      .onConflict((conflict) => conflict.columns(['exchange_id', 'participant_id']).doUpdateSet(content))
      .execute();
  }

  async find(secretHash: string): Promise<CalendarLink | undefined> {
    const found = await this.#db
      .selectFrom('calendars')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .executeTakeFirst();
    if (!found || !sameHash(found.secret_hash, secretHash)) return undefined;
    return {
      secretHash,
      exchangeId: found.exchange_id,
      participantId: found.participant_id,
      role: found.role,
      createdAt: found.created_at,
    };
  }

  async createdAt(exchangeId: string, participantId: string): Promise<string | null> {
    const found = await this.#db
      .selectFrom('calendars')
      .select('created_at')
      .where('exchange_id', '=', exchangeId)
      .where('participant_id', '=', participantId)
      .executeTakeFirst();
    return found?.created_at ?? null;
  }

  async remove(exchangeId: string, participantId: string): Promise<void> {
    await this.#db
      .deleteFrom('calendars')
      .where('exchange_id', '=', exchangeId)
      .where('participant_id', '=', participantId)
      .execute();
  }
}
