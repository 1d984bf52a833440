import { type Kysely, sql } from 'kysely';
import { reject } from '#domain/errors.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import type { Rejected } from '#domain/protocol.ts';
import type { TrailPlace } from '#domain/trail/trail.ts';
import type {
  ChangeText,
  ExchangeWriter,
  LogEntry,
  LogFilter,
  Outcome,
  StoredBlob,
  VersionedChange,
} from '../storage.ts';
import {
  addEntry,
  countOwned,
  idsAtOnce,
  idValues,
  listChangedIn,
  listChangedSince,
  listLastSeqs,
  listMutationIds,
  listOutcomes,
  listRejections,
  readLastSeq,
  readVersion,
  readVersionIds,
  saveLastSeq,
  saveVersion,
} from './exchange-statements.ts';
import { plainText } from './plain-text.ts';
import type { Database } from './schema.ts';
import { toBlob } from './sql-files.ts';
import { type KnownRows, SqlTx } from './sql-tx.ts';

/** One exchange within one transaction. */
export class SqlExchange implements ExchangeWriter {
  readonly #db: Kysely<Database>;
  readonly #id: string;
  readonly #known: KnownRows = new Map();

  constructor(db: Kysely<Database>, id: string) {
    this.#db = db;
    this.#id = id;
  }

  txAt(version: number): SqlTx {
    return new SqlTx(this.#db, this.#id, version, this.#known);
  }

  list<K extends Kind>(kind: K): Promise<Row<K>[]> {
    return this.txAt(0).list(kind);
  }

  async version(): Promise<number> {
    const [found] = await readVersion(this.#db, { exchangeId: this.#id });
    return found?.version ?? 0;
  }

  async saveVersion(version: number): Promise<void> {
    await saveVersion(this.#db, { exchangeId: this.#id, version });
  }

  async lastSeq(deviceId: string): Promise<number> {
    const [found] = await readLastSeq(this.#db, { exchangeId: this.#id, deviceId });
    return found?.last_seq ?? 0;
  }

  async saveLastSeq(deviceId: string, seq: number): Promise<void> {
    await saveLastSeq(this.#db, { exchangeId: this.#id, deviceId, seq });
  }

  async mutationIds(deviceId: string, from: number, to: number): Promise<Map<number, string>> {
    const found = await listMutationIds(this.#db, { exchangeId: this.#id, deviceId, from, to });
    return new Map(found.map((row) => [row.seq, row.mutation_id]));
  }

  async lastSeqs(): Promise<Record<string, number>> {
    const found = await listLastSeqs(this.#db, { exchangeId: this.#id });
    return Object.fromEntries(found.map((row) => [row.device_id, row.last_seq]));
  }

  async versionId(version: number): Promise<string | null> {
    const [found] = await readVersionIds(this.#db, { exchangeId: this.#id, version });
    // Versions of before they had ids went by the mutation.
    return found?.version_id ?? found?.mutation_id ?? null;
  }

  async outcomesOf(participantId: string, mutationIds: readonly string[]): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    for (let from = 0; from < mutationIds.length; from += idsAtOnce) {
      const ids = idValues(mutationIds.slice(from, from + idsAtOnce));
      const found = await listOutcomes(this.#db, { exchangeId: this.#id, participantId, ...ids });
      for (const row of found) outcomes.set(row.mutation_id, toOutcome(row));
    }
    return outcomes;
  }

  async rejectedSince(deviceId: string, seq: number): Promise<Rejected[]> {
    const found = await listRejections(this.#db, { exchangeId: this.#id, deviceId, seq });
    return found.map((row) => ({
      seq: row.seq,
      code: row.code,
      ...(row.detail === null ? {} : { detail: row.detail }),
    }));
  }

  async changedSince(version: number, limit: number): Promise<VersionedChange[]> {
    return (await this.textsSince(version, limit)).map(toChange);
  }

  async changedIn(version: number): Promise<VersionedChange[]> {
    return (await this.textsIn(version)).map(toChange);
  }

  textsSince(version: number, limit: number): Promise<ChangeText[]> {
    return listChangedSince(this.#db, { exchangeId: this.#id, after: version, limit });
  }

  textsIn(version: number): Promise<ChangeText[]> {
    return listChangedIn(this.#db, { exchangeId: this.#id, version });
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
    const [found] = await countOwned(this.#db, { exchangeId: this.#id, kind, parentId });
    return found?.count ?? 0;
  }

  async appendLog(entry: LogEntry): Promise<void> {
    await addEntry(this.#db, {
      exchangeId: this.#id,
      deviceId: entry.deviceId,
      seq: entry.seq,
      mutationId: entry.mutationId,
      participantId: entry.participantId,
      name: plainText(entry.name),
      args: JSON.stringify(entry.args ?? null),
      version: entry.version,
      versionId: entry.versionId ?? null,
      code: entry.rejection?.code ?? null,
      detail: entry.rejection?.detail === undefined ? null : plainText(entry.rejection.detail),
      receivedAt: entry.receivedAt,
    });
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
}

function toOutcome({ version, code, detail }: Pick<Database['mutations'], 'version' | 'code' | 'detail'>): Outcome {
  return { version, rejection: code === null ? undefined : reject(code, detail ?? undefined) };
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

function toChange({ kind, id, version, json }: ChangeText): VersionedChange {
  return { kind, id, version, row: json === null ? null : JSON.parse(json) };
}
