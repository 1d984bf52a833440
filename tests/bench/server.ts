import { join } from 'node:path';
import { protocolVersion } from '#domain/protocol.ts';
import { createLoadClient, type LoadClient } from '../load/http-client.ts';
import { newId, note, type Phone, seed } from '../load/seed.ts';
import { startLoadServer } from '../load/server-process.ts';
import { type Figure, figure, spread } from './figure.ts';
import { startFloor } from './floor-process.ts';
import { inFolder } from './folder.ts';

const rounds = 7;
const milliseconds = 1000;
const rows = 50;
const writes = 10;
const phonesAtOnce = 8;

/** By profiles of the server's process (`node --cpu-prof`), without the time in which it waits. */
const pullNote =
  "By a profile and in-process runs: half is SQLite's rows and the socket, which the floor has as well. The rest: the sign-in outside the page's transaction (two file locks more), Hono with its nine headers and checks, and the kind and id that stand around each row.";
const pushNote =
  'More than half is SQLite, and most of that the commit: rows and log stand in seven trees, and ten writes change 19 to 27 pages where the floor changes 12, as an exchange grows in the middle of four of the trees. Keys without rowids and one statement for all rows of a push were no quicker. The rest is what each write is asked (its row, its exchange, its phase), its schema, and HTTP.';

/**
 * How much one server process does in a second, with every commit on the disk: pushes of ten writes, and pulls of fifty
 * rows. The floor is a bare node:http over SQLite (floor-server.ts), asked by the same phones in the same way. It commits
 * each push by itself, where Carnet takes those that come together to the disk at once (db/write-groups.ts).
 */
export function measureServer(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    // One phone of each exchange, so that they don't wait for each other.
    const { phones } = await seed(join(folder, 'carnet'), phonesAtOnce, rows, 4 * phonesAtOnce);
    const own = phones.filter((_, index) => index % 4 === 0);
    const server = await startLoadServer(join(folder, 'carnet'));
    const floor = await startFloor(join(folder, 'floor.sqlite'));
    const [asked, least] = [askersOf(server.origin, own, '/api/sync'), askersOf(floor.origin, own, '')];
    // A pull finds rows there too.
    for (const asker of least) for (let index = 0; index < rows / writes; index += 1) await asker.push();
    const figures: Figure[] = [];
    for (const [act, name, note] of [
      // First, while there are just so many rows.
      ['pull', `pulls of ${rows} rows`, pullNote],
      ['push', `pushes of ${writes} writes`, pushNote],
    ] as const) {
      const found: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        found[0].push(await perSecond(asked, act));
        found[1].push(await perSecond(least, act));
      }
      figures.push(
        figure(name, {
          unit: '/s',
          value: spread(found[0]),
          floor: { name: 'the same rows in bare SQL behind bare node:http', value: spread(found[1]) },
          aim: { least: 0.5 },
          note,
        }),
      );
    }
    for (const { client } of [...asked, ...least]) client.close();
    await server.close();
    await floor.close();
    return figures;
  });
}

type Asker = { client: LoadClient; push(): Promise<void>; pull(): Promise<void> };

function askersOf(origin: string, phones: readonly Phone[], path: string): Asker[] {
  return phones.map(({ exchangeId, participantId, token }) => {
    const client = createLoadClient(origin, 1);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    let seq = 0;
    const post = async (type: 'push' | 'pull', message: object) => {
      const body = JSON.stringify({ type, protocol: protocolVersion, app: 'bench', exchangeId, ...message });
      const { status, body: text } = await client.send('POST', `${path}/${type}`, headers, body);
      if (status !== 200) throw new Error(`${type}: ${status} ${text}`);
    };
    const nextNote = () => {
      seq += 1;
      return { id: newId(), seq, name: 'note.add', args: note(participantId) };
    };
    return {
      client,
      push: () => post('push', { mutations: Array.from({ length: writes }, nextNote) }),
      pull: () => post('pull', { cursor: 0, cursorId: null, ackedSeq: 0 }),
    };
  });
}

async function perSecond(askers: readonly Asker[], act: 'push' | 'pull'): Promise<number> {
  const start = performance.now();
  let count = 0;
  await Promise.all(
    askers.map(async (asker) => {
      while (performance.now() - start < milliseconds) {
        await asker[act]();
        count += 1;
      }
    }),
  );
  return (1000 * count) / (performance.now() - start);
}
