import { type Kysely, sql } from 'kysely';
import { reject } from '#domain/errors.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import type { Rejected } from '#domain/protocol.ts';
import type { TrailPlace } from '#domain/trail/trail.ts';
import type { ExchangeWriter, LogEntry, LogFilter, Outcome, StoredBlob, VersionedChange } from '../storage.ts';
import { plainText } from './plain-text.ts';
import type { Database } from './schema.ts';
import { toBlob } from './sql-files.ts';
import { SqlTx } from './sql-tx.ts';

/** One exchange within one transaction. */
export class SqlExchange implements ExchangeWriter {
  readonly #db: Kysely<Database>;
  readonly #id: string;

  constructor(db: Kysely<Database>, id: string) {
    this.#db = db;
    this.#id = id;
  }

  txAt(version: number): SqlTx {
    return new SqlTx(this.#db, this.#id, version);
  }

  list<K extends Kind>(kind: K): Promise<Row<K>[]> {
    return this.txAt(0).list(kind);
  }

  async version(): Promise<number> {
    const found = await this.#db
      .selectFrom('exchanges')
      .select('version')
      .where('id', '=', this.#id)
      .executeTakeFirst();
    return found?.version ?? 0;
  }

  async saveVersion(version: number): Promise<void> {
    await this.#db.updateTable('exchanges').set({ version }).where('id', '=', this.#id).execute();
  }

  async lastSeq(deviceId: string): Promise<number> {
    const found = await this.#db
      .selectFrom('replicas')
      .select('last_seq')
      .where('device_id', '=', deviceId)
      .where('exchange_id', '=', this.#id)
      .executeTakeFirst();
    return found?.last_seq ?? 0;
  }

  async saveLastSeq(deviceId: string, seq: number): Promise<void> {
    await this.#db
      .insertInto('replicas')
      .values({ device_id: deviceId, exchange_id: this.#id, last_seq: seq })
      .onConflict((conflict) => conflict.columns(['device_id', 'exchange_id']).doUpdateSet({ last_seq: seq }))
      .execute();
  }

  async mutationIds(deviceId: string, from: number, to: number): Promise<Map<number, string>> {
    const found = await this.#log(deviceId)
      .select('mutation_id')
      .where('seq', '>=', from)
      .where('seq', '<=', to)
      .execute();
    return new Map(found.map((row) => [row.seq, row.mutation_id]));
  }

  async lastSeqs(): Promise<Record<string, number>> {
    const found = await this.#db
      .selectFrom('replicas')
      .select(['device_id', 'last_seq'])
      .where('exchange_id', '=', this.#id)
      .execute();
    return Object.fromEntries(found.map((row) => [row.device_id, row.last_seq]));
  }

  async versionId(version: number): Promise<string | null> {
    const found = await this.#db
      .selectFrom('mutations')
      .select((row) => [row.fn.max('version_id').as('version_id'), row.fn.max('mutation_id').as('mutation_id')])
      .where('exchange_id', '=', this.#id)
      .where('version', '=', version)
      .where('code', 'is', null)
      .executeTakeFirst();
    // Versions of before they had ids went by the mutation.
    return found?.version_id ?? found?.mutation_id ?? null;
  }

  async outcomeOf(participantId: string, mutationId: string): Promise<Outcome | undefined> {
    const found = await this.#db
      .selectFrom('mutations')
      .select(['version', 'code', 'detail'])
      .where('exchange_id', '=', this.#id)
      .where('participant_id', '=', participantId)
      .where('mutation_id', '=', mutationId)
      .limit(1)
      .executeTakeFirst();
    if (!found) return undefined;
    const { version, code, detail } = found;
    return { version, rejection: code === null ? undefined : reject(code, detail ?? undefined) };
  }

  async rejectedSince(deviceId: string, seq: number): Promise<Rejected[]> {
    const found = await this.#log(deviceId)
      .select((row) => [row.ref('code').$notNull().as('code'), 'detail'])
      .where('code', 'is not', null)
      .where('seq', '>', seq)
      .orderBy('seq')
      .execute();
    return found.map((row) => ({
      seq: row.seq,
      code: row.code,
      ...(row.detail === null ? {} : { detail: row.detail }),
    }));
  }

  async changedSince(version: number, limit: number): Promise<VersionedChange[]> {
    return (await this.#changes().where('version', '>', version).limit(limit).execute()).map(toChange);
  }

  async changedIn(version: number): Promise<VersionedChange[]> {
    return (await this.#changes().where('version', '=', version).execute()).map(toChange);
  }

  listRows<K extends Kind>(kind: K): Promise<Row<K>[]> {
    return this.txAt(0).list(kind);
  }

  async rowsOf(kinds: readonly string[]): Promise<{ kind: string; row: Record<string, unknown> }[]> {
    const found = await this.#db
      .selectFrom('rows')
      .select((row) => ['kind', row.ref('value').$notNull().as('value')])
      .where('exchange_id', '=', this.#id)
      .where('kind', 'in', kinds)
      .where('value', 'is not', null)
      .orderBy('kind')
      .orderBy('id')
      .execute();
    return found.map(({ kind, value }) => ({ kind, row: JSON.parse(value) }));
  }

  async countRows(kind: Kind, parentId: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('rows')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('exchange_id', '=', this.#id)
      .where('kind', '=', kind)
      .where('parent_id', '=', parentId)
      .where('value', 'is not', null)
      .executeTakeFirstOrThrow();
    return count;
  }

  async appendLog(entry: LogEntry): Promise<void> {
    await this.#db
      .insertInto('mutations')
      .values({
        exchange_id: this.#id,
        device_id: entry.deviceId,
        seq: entry.seq,
        mutation_id: entry.mutationId,
        participant_id: entry.participantId,
        name: plainText(entry.name),
        args: JSON.stringify(entry.args ?? null),
        version: entry.version,
        version_id: entry.versionId ?? null,
        code: entry.rejection?.code ?? null,
        detail: entry.rejection?.detail === undefined ? null : plainText(entry.rejection.detail),
        received_at: entry.receivedAt,
      })
      .execute();
  }

  async logBefore(before: TrailPlace | null, filter: LogFilter, limit: number): Promise<LogEntry[]> {
    let query = this.#db.selectFrom('mutations').selectAll().where('exchange_id', '=', this.#id);
    if (filter.participantId !== null) query = query.where('participant_id', '=', filter.participantId);
    if (filter.noun !== null) query = query.where('name', 'like', `${filter.noun}.%`);
    if (before) {
      const { version, receivedAt, deviceId, seq } = before;
      // The version alone first: it has an index, and bounds what the comparison of all four has to look at.
      query = query
        .where('version', '<=', version)
        .where(sql<boolean>`(version, received_at, device_id, seq) < (${version}, ${receivedAt}, ${deviceId}, ${seq})`);
    }
    const found = await query
      .orderBy('version', 'desc')
      .orderBy('received_at', 'desc')
      .orderBy('device_id', 'desc')
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute();
    return found.map(toLogEntry);
  }

  async rewriteLog(argsOf: (entry: LogEntry) => unknown): Promise<number> {
    const found = await this.#db.selectFrom('mutations').selectAll().where('exchange_id', '=', this.#id).execute();
    let count = 0;
    for (const row of found) {
      const args = JSON.stringify(argsOf(toLogEntry(row)) ?? null);
      if (args === row.args) continue;
      await this.#db
        .updateTable('mutations')
        .set({ args })
        .where('exchange_id', '=', this.#id)
        .where('device_id', '=', row.device_id)
        .where('seq', '=', row.seq)
        .execute();
      count += 1;
    }
    return count;
  }

  async purgeBlobs(hashes: readonly string[], at: string): Promise<StoredBlob[]> {
    const purged: StoredBlob[] = [];
    for (const hash of hashes) {
      const blob = await this.#db
        .deleteFrom('blobs')
        .where('exchange_id', '=', this.#id)
        .where('hash', '=', hash)
        .returningAll()
        .executeTakeFirst();
      if (!blob) continue;
      const note = { size: blob.size, type: blob.type, purged_at: at, removed_at: null };
      await this.#db
        .insertInto('purged')
        .values({ exchange_id: this.#id, hash, ...note })
        .onConflict((conflict) => conflict.columns(['exchange_id', 'hash']).doUpdateSet(note))
        .execute();
      await this.#db.deleteFrom('copies').where('exchange_id', '=', this.#id).where('hash', '=', hash).execute();
      purged.push(toBlob(blob));
    }
    return purged;
  }

  #log(deviceId: string) {
    return this.#db
      .selectFrom('mutations')
      .select('seq')
      .where('device_id', '=', deviceId)
      .where('exchange_id', '=', this.#id);
  }

  #changes() {
    return this.#db
      .selectFrom('rows')
      .select(['kind', 'id', 'version', 'value'])
      .where('exchange_id', '=', this.#id)
      .orderBy('version')
      .orderBy('kind')
      .orderBy('id');
  }
}

function toLogEntry(row: Database['mutations']): LogEntry {
  return {
    deviceId: row.device_id,
    seq: row.seq,
    mutationId: row.mutation_id,
    participantId: row.participant_id,
    name: row.name,
    args: JSON.parse(row.args),
    version: row.version,
    rejection: row.code === null ? undefined : reject(row.code, row.detail ?? undefined),
    receivedAt: row.received_at,
  };
}

function toChange(row: Pick<Database['rows'], 'kind' | 'id' | 'version' | 'value'>): VersionedChange {
  return { kind: row.kind, id: row.id, version: row.version, row: row.value === null ? null : JSON.parse(row.value) };
}
