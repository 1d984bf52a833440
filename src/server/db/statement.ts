import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import { DirectAdapter } from './direct-adapter.ts';
import type { Database } from './schema.ts';

type Value = string | number | null;

/** Stands in a query for a value that comes with each run. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const places = new Proxy({}, { get: (_, name) => new Place(String(name)) });

/**
 * A query that is put together once for each kind of database, and run with its values alone: Kysely takes several times
 * as long to build and compile one as SQLite does to run it. Every value has to stand where SQL has a parameter, so
 * a null among them never becomes `is null`.
 */
export function statement<Values extends Readonly<Record<string, Value>>, Row>(
  build: (db: Kysely<Database>, values: Values) => Compilable<Row>,
): (db: Kysely<Database>, values: Values) => Promise<Row[]> {
  // A connection and its transactions share the adapter of their dialect.
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return async (db, values) => {
    const { adapter } = db.getExecutor();
    // Kysely takes a place for a value like any other.
    const query = compiled.get(adapter) ?? build(db, places as Values).compile();
    compiled.set(adapter, query);
    const parameters = query.parameters.map((value) => (value instanceof Place ? values[value.name] : value));
    return runOn(db, { ...query, parameters });
  };
}

/** On SQLite at once, where the one connection is this caller's or nobody's; otherwise in Kysely's way, which waits for it. */
export async function runOn<Row>(db: Kysely<Database>, query: CompiledQuery<Row>): Promise<Row[]> {
  const { adapter } = db.getExecutor();
  if (adapter instanceof DirectAdapter && (db.isTransaction || !adapter.isTransaction)) {
    // What Kysely's own driver returns: it knows rows by what the query asks for, and binds what stands in it.
    return adapter.execute(query.sql, query.parameters as Value[]) as Row[];
  }
  return (await db.executeQuery<Row>(query)).rows;
}
