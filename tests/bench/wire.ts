import 'fake-indexeddb/auto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { startServer } from '#server/serve.ts';
import { CarnetDb } from '#store/db.ts';
import { openStore, type Store } from '#store/store.ts';
import { createSyncLoop, type SyncLoop } from '#sync/loop.ts';
import { createTransport, type Fetch } from '#sync/transport.ts';
import { seed } from '../load/seed.ts';
import { type Figure, figure, spread } from './figure.ts';
import { inFolder } from './folder.ts';

const rounds = 7;

/** What a phone's sync puts on the wire, both ways, as it goes through the network: packed, without headers. */
export function measureWire(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const { phones } = await seed(folder, 1, 300, 1);
    const [phone] = phones;
    if (!phone) throw new Error('no phone was signed in');
    const server = await startServer({ dataDir: folder, port: 0 });
    const wire = countingFetch();
    const { store, loop } = openPhone(server.origin, phone, wire.fetch);
    await loop.runNow();
    const nothing = await measure(loop, wire, async () => {});
    const one = await measure(loop, wire, () => edit(store, 1));
    const many = await measure(loop, wire, () => edit(store, 500));
    loop.stop();
    await store.db.delete();
    await server.close();
    return [
      figure('open with nothing new', { unit: 'B', value: nothing, aim: { mostOf: 600 } }),
      figure('one edit', { unit: 'B', value: one, aim: { mostOf: 1200 } }),
      figure('500 edits', { unit: 'B', value: many, aim: { mostOf: 40_000 } }),
    ];
  });
}

type Wire = { fetch: Fetch; readonly bytes: number };

async function measure(loop: SyncLoop, wire: Wire, write: () => Promise<void>) {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await write();
    const before = wire.bytes;
    await loop.runNow();
    found.push(wire.bytes - before);
  }
  return spread(found);
}

/** Notes of different people on different things: what repeats itself is only what the protocol repeats. */
async function edit(store: Store, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = store.newId();
    const body = `${words[index % words.length]} ${words[(index * 7 + 3) % words.length]}, ${store.now() % 1000}`;
    await store.mutate('note.add', {
      ...{ id, body, createdBy: store.context.participantId },
      createdAt: new Date(store.now()).toISOString(),
    });
  }
}

const words = [
  ...['ask the library about the room', 'the projector needs an adapter', 'Olena knows the head of the museum'],
  ...['send the list of articles', 'train at ten from platform two', 'write to the editors of the portal'],
  ...['how did they find sponsors?', 'statistics of new users last spring', 'the template was translated twice'],
  ...['bring the badges', 'lunch was on the host', 'two people can stay longer', 'call the driver before noon'],
];

function openPhone(origin: string, phone: Awaited<ReturnType<typeof seed>>['phones'][number], fetch: Fetch) {
  const device = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };
  const { exchangeId, participantId, role, token } = phone;
  const store = openStore({ exchangeId, participantId, role }, device, new CarnetDb(participantId));
  const loop = createSyncLoop({
    store,
    transport: createTransport({ fetch, origin, token }),
    app: 'bench',
    random: Math.random,
    exclusively: (work) => work(),
    connection: () => 'unknown',
    after: () => () => {},
  });
  return { store, loop };
}

/** Node's own `fetch` unpacks an answer before its bytes can be counted. */
function countingFetch(): Wire {
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    async fetch(request) {
      const body = Buffer.from(await request.arrayBuffer());
      const headers = { ...Object.fromEntries(request.headers), 'accept-encoding': 'gzip, deflate, br' };
      const sent = httpRequest(request.url, { method: request.method, headers });
      sent.end(body);
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      const packed = Buffer.concat(await answer.toArray());
      bytes += body.byteLength + packed.byteLength;
      const plain = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(packed) : packed;
      const hasBody = answer.statusCode !== 204 && answer.statusCode !== 304;
      return new Response(hasBody ? plain : null, {
        status: answer.statusCode ?? 0,
        headers: { 'Content-Type': String(answer.headers['content-type'] ?? '') },
      });
    },
  };
}
