/**
 * The floor of the server's benchmark: `node floor-server.ts FILE`. A bare node:http that puts rows and their log into
 * SQLite in one durable transaction, and reads rows; it asks nobody who they are, checks nothing and tells nobody.
 * Prints its address when it listens.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';

type Write = { id: string; seq: number; name: string; args: { id: string } };

const database = new DatabaseSync(process.argv[2] ?? '');
database.exec('pragma journal_mode = wal; pragma synchronous = full;');
database.exec('create table rows (exchange text, version integer, id text, value text, primary key (exchange, id))');
database.exec('create index by_version on rows (exchange, version)');
database.exec('create table log (exchange text, seq integer, id text, args text)');
const insertRow = database.prepare('insert into rows values (?, ?, ?, ?)');
const insertLog = database.prepare('insert into log values (?, ?, ?, ?)');
const readRows = database.prepare('select id, version, value from rows where exchange = ? order by version limit 50');
const readAll = database.prepare('select id, version, value from rows where exchange = ? order by version');
let version = 0;
/** Any bytes, handed on as they came. */
let kept = Buffer.alloc(0);

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.url === '/keep') kept = body;
  if (request.url === '/keep') return void response.end();
  if (request.url === '/kept') return void response.end(kept);
  const message = JSON.parse(body.toString('utf8'));
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(request.url === '/push' ? push(message) : pull(message, request.url === '/pull-all')));
});

function push({ exchangeId, mutations }: { exchangeId: string; mutations: Write[] }) {
  version += 1;
  database.exec('begin immediate');
  for (const { id, seq, args } of mutations) {
    const value = JSON.stringify(args);
    insertRow.run(exchangeId, version, args.id, value);
    insertLog.run(exchangeId, seq, id, value);
  }
  database.exec('commit');
  return { lastSeq: mutations.at(-1)?.seq };
}

function pull({ exchangeId }: { exchangeId: string }, isWhole: boolean) {
  const rows = (isWhole ? readAll : readRows).all(exchangeId);
  return { changes: rows.map(({ id, value }) => ({ id, row: JSON.parse(String(value)) })) };
}

server.listen(0, '127.0.0.1', () => {
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ origin: `http://127.0.0.1:${port}` }));
});
process.once('SIGTERM', () => process.exit(0));
