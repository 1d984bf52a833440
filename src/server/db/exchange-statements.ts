import type { ErrorCode } from '#domain/errors.ts';
import type { Kind } from '#domain/kinds.ts';
import { statement } from './statement.ts';

/** What a push and a pull ask of an exchange, beside its rows (sql-tx.ts). */

type Of = { exchangeId: string };
type OfDevice = Of & { deviceId: string };

export const addExchange = statement((db, { exchangeId, at }: Of & { at: string }) =>
  db
    .insertInto('exchanges')
    .values({ id: exchangeId, version: 0, created_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

export const readVersion = statement((db, { exchangeId }: Of) =>
  db.selectFrom('exchanges').select('version').where('id', '=', exchangeId),
);

export const saveVersion = statement((db, { exchangeId, version }: Of & { version: number }) =>
  db.updateTable('exchanges').set({ version }).where('id', '=', exchangeId),
);

export const readLastSeq = statement((db, { exchangeId, deviceId }: OfDevice) =>
  db.selectFrom('replicas').select('last_seq').where('device_id', '=', deviceId).where('exchange_id', '=', exchangeId),
);

export const saveLastSeq = statement((db, { exchangeId, deviceId, seq }: OfDevice & { seq: number }) =>
  db
    .insertInto('replicas')
    .values({ device_id: deviceId, exchange_id: exchangeId, last_seq: seq })
    .onConflict((conflict) => conflict.columns(['device_id', 'exchange_id']).doUpdateSet({ last_seq: seq })),
);

export const listLastSeqs = statement((db, { exchangeId }: Of) =>
  db.selectFrom('replicas').select(['device_id', 'last_seq']).where('exchange_id', '=', exchangeId),
);

export const listMutationIds = statement(
  (db, { exchangeId, deviceId, from, to }: OfDevice & { from: number; to: number }) =>
    db
      .selectFrom('mutations')
      .select(['seq', 'mutation_id'])
      .where('device_id', '=', deviceId)
      .where('exchange_id', '=', exchangeId)
      .where('seq', '>=', from)
      .where('seq', '<=', to),
);

export const readVersionIds = statement((db, { exchangeId, version }: Of & { version: number }) =>
  db
    .selectFrom('mutations')
    .select((row) => [row.fn.max('version_id').as('version_id'), row.fn.max('mutation_id').as('mutation_id')])
    .where('exchange_id', '=', exchangeId)
    .where('version', '=', version)
    .where('code', 'is', null),
);

/** Ids that one statement asks for: it has as many parameters each time. */
export const idsAtOnce = 16;

const idNames = Array.from({ length: idsAtOnce }, (_, index) => `id${index}`);

/** So many ids as the values of a statement; the first fills up the places that are left. */
export function idValues(ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(idNames.map((name, index) => [name, ids[index] ?? ids[0] ?? '']));
}

export const listOutcomes = statement((db, values: Of & { participantId: string } & Record<string, string>) =>
  db
    .selectFrom('mutations')
    .select(['mutation_id', 'version', 'code', 'detail'])
    .where('exchange_id', '=', values.exchangeId)
    .where('participant_id', '=', values.participantId)
    .where(
      'mutation_id',
      'in',
      idNames.map((name) => values[name] ?? ''),
    ),
);

export const listRejections = statement((db, { exchangeId, deviceId, seq }: OfDevice & { seq: number }) =>
  db
    .selectFrom('mutations')
    .select((row) => ['seq', row.ref('code').$notNull().as('code'), 'detail'])
    .where('device_id', '=', deviceId)
    .where('exchange_id', '=', exchangeId)
    .where('code', 'is not', null)
    .where('seq', '>', seq)
    .orderBy('seq'),
);

type Entry = OfDevice & {
  seq: number;
  mutationId: string;
  participantId: string;
  name: string;
  args: string;
  version: number;
  versionId: string | null;
  code: ErrorCode | null;
  detail: string | null;
  receivedAt: string;
};

export const addEntry = statement((db, entry: Entry) =>
  db.insertInto('mutations').values({
    exchange_id: entry.exchangeId,
    device_id: entry.deviceId,
    seq: entry.seq,
    mutation_id: entry.mutationId,
    participant_id: entry.participantId,
    name: entry.name,
    args: entry.args,
    version: entry.version,
    version_id: entry.versionId,
    code: entry.code,
    detail: entry.detail,
    received_at: entry.receivedAt,
  }),
);

export const listChangedSince = statement((db, { exchangeId, after, limit }: Of & { after: number; limit: number }) =>
  db
    .selectFrom('rows')
    .select(['kind', 'id', 'version', 'value as json'])
    .where('exchange_id', '=', exchangeId)
    .where('version', '>', after)
    .orderBy('version')
    .orderBy('kind')
    .orderBy('id')
    .limit(limit),
);

export const listChangedIn = statement((db, { exchangeId, version }: Of & { version: number }) =>
  db
    .selectFrom('rows')
    .select(['kind', 'id', 'version', 'value as json'])
    .where('exchange_id', '=', exchangeId)
    .where('version', '=', version)
    .orderBy('kind')
    .orderBy('id'),
);

export const countOwned = statement((db, { exchangeId, kind, parentId }: Of & { kind: Kind; parentId: string }) =>
  db
    .selectFrom('rows')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('exchange_id', '=', exchangeId)
    .where('kind', '=', kind)
    .where('parent_id', '=', parentId)
    .where('value', 'is not', null),
);
