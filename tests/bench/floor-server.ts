/**
 * The floor of the server's benchmark: `node floor-server.ts FILE`. A bare node:http that puts rows and their log into
 * SQLite in one durable transaction, and reads rows; it asks nobody who they are, checks nothing and tells nobody.
 * Prints its address when it listens.
 */
import { createServer, type IncomingMessage } from 'node:http';
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
let version = 0;

const server = createServer(async (request, response) => {
  const body = JSON.parse(await readText(request));
  const answer = request.url === '/push' ? push(body) : pull(body);
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(answer));
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

function pull({ exchangeId }: { exchangeId: string }) {
  const rows = readRows.all(exchangeId);
  return { changes: rows.map(({ id, value }) => ({ id, row: JSON.parse(String(value)) })) };
}

async function readText(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString('utf8');
}

server.listen(0, '127.0.0.1', () => {
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ origin: `http://127.0.0.1:${port}` }));
});
process.once('SIGTERM', () => process.exit(0));
