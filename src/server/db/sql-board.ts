import type { Kysely } from 'kysely';
import type { BoardLine, BoardStorage, KeptSummary } from '../storage.ts';
import type { Database } from './schema.ts';

/** The board's summaries: a cache beside the exchanges, valid as long as the version it was made from. */
export class SqlBoard implements BoardStorage {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async lines(which: { after: string | null } | { only: readonly string[] }, limit: number): Promise<BoardLine[]> {
    if ('only' in which && which.only.length === 0) return [];
    const all = this.#db
      .selectFrom('exchanges')
      .leftJoin('summaries', 'summaries.exchange_id', 'exchanges.id')
      .select(['exchanges.id', 'exchanges.version', 'summaries.version as made', 'summaries.format', 'summaries.value'])
      .where('exchanges.version', '>', 0)
      .orderBy('exchanges.id')
      .limit(limit);
    const found = await ('only' in which
      ? all.where('exchanges.id', 'in', which.only)
      : all.where('exchanges.id', '>', which.after ?? '')
    ).execute();
    return found.map(({ id, version, made, format, value }) => ({
      id,
      version,
      kept:
        made === null || format === null || value === null
          ? null
          : { version: made, format, summary: JSON.parse(value) },
    }));
  }

  async save(exchangeId: string, { version, format, summary }: KeptSummary): Promise<void> {
    const kept = { version, format, value: JSON.stringify(summary) };
    await this.#db
      .insertInto('summaries')
      .values({ exchange_id: exchangeId, ...kept })
      .onConflict((conflict) =>
        conflict
          .column('exchange_id')
          .doUpdateSet(kept)
          // Of two servers that sum up at once, the one that saw more wins; an update of Carnet makes it anew.
          .where((row) => row.or([row('summaries.version', '<=', version), row('summaries.format', '<', format)])),
      )
      .execute();
  }

  async namesOf(participantIds: readonly string[]): Promise<Map<string, string>> {
    if (participantIds.length === 0) return new Map();
    const found = await this.#db
      .selectFrom('invitations')
      .select(['participant_id', 'name'])
      .where('participant_id', 'in', participantIds)
      // Of several invitations the latest is the one that is right.
      .orderBy('expires_at')
      .execute();
    return new Map(found.map((row) => [row.participant_id, row.name]));
  }

  async lastSeen(exchangeIds: readonly string[]): Promise<{ exchangeId: string; participantId: string; at: string }[]> {
    if (exchangeIds.length === 0) return [];
    const found = await this.#db
      .selectFrom('devices')
      .select((row) => [
        row.ref('exchange_id').$notNull().as('exchangeId'),
        'participant_id as participantId',
        row.fn.max('last_seen_at').as('at'),
      ])
      .where('exchange_id', 'in', exchangeIds)
      .where('revoked_at', 'is', null)
      .groupBy(['exchange_id', 'participant_id'])
      .orderBy('participant_id')
      .execute();
    return found;
  }
}
