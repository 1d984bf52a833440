import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { protocolVersion } from '#domain/protocol.ts';
import { sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { createLoadClient } from '../../load/http-client.ts';
import { newId } from '../../load/seed.ts';
import type { ServerProcess } from './server-process.ts';

/** The number of a receipt is in its merchant and its amount: `Shop 042`, 100.42. */
export const shopOf = (number: number) => `Shop ${String(number).padStart(3, '0')}`;

/**
 * Sends so many expenses with a small photo each, as a phone of this link's person would; much faster than by hand.
 * @returns the hashes of the photos
 */
export function sendReceipts(server: ServerProcess, secret: string, page: Page, count: number): Promise<string[]> {
  return sendPhotos(server, { secret, page, count }, writesOfReceipt);
}

/** The server lets a device begin only so many. */
const uploadsAtOnce = 50;

type Sending = { /** Of a link. */ secret: string /** Any, to draw on. */; page: Page; count: number };
type Write = { name: string; args: object };

/**
 * Sends small photos with the rows of each, as a phone of this link's person would.
 *
 * @param number counts the photos from 1
 * @returns the hashes of the photos
 */
export async function sendPhotos(
  server: ServerProcess,
  { secret, page, count }: Sending,
  writesOf: (number: number, photo: SentPhoto, author: string) => Write[],
): Promise<string[]> {
  const client = createLoadClient(`http://127.0.0.1:${server.port}`, 8);
  try {
    const token = randomBytes(32).toString('base64url');
    const json = { 'Content-Type': 'application/json' };
    const device = { secret, deviceId: newId(), deviceName: 'many', token };
    const look = { type: 'look', secret, deviceIds: [] };
    const { participantId } = JSON.parse(
      (await client.send('POST', '/api/invitations/look', json, JSON.stringify(look))).body,
    );
    await sent(
      client.send('POST', '/api/invitations/redeem', json, JSON.stringify({ type: 'redeem', ...device })),
      200,
    );
    const headers = { ...json, Authorization: `Bearer ${token}` };
    const photos = (await page.evaluate(drawMany, count)).map((base64) => Buffer.from(base64, 'base64'));
    const mutations = photos
      .flatMap((photo, index) => writesOf(index + 1, { hash: hashOf(photo), size: photo.byteLength }, participantId))
      .map((write, index) => ({ id: newId(), seq: index + 1, ...write }));
    for (let at = 0; at < mutations.length; at += 100) {
      const batch = { exchangeId: server.exchangeId, mutations: mutations.slice(at, at + 100) };
      const push = JSON.stringify({ type: 'push', protocol: protocolVersion, app: 'many', ...batch });
      await sent(client.send('POST', '/api/sync/push', headers, push), 200);
    }
    for (let at = 0; at < photos.length; at += uploadsAtOnce)
      await Promise.all(photos.slice(at, at + uploadsAtOnce).map((photo) => upload(photo)));
    return photos.map(hashOf);

    async function upload(photo: Buffer): Promise<void> {
      const encode = (text: string) => Buffer.from(text).toString('base64');
      const facts = { sha256: hashOf(photo), exchange: server.exchangeId, type: 'image/jpeg' };
      const metadata = Object.entries(facts)
        .map(([name, value]) => `${name} ${encode(value)}`)
        .join(',');
      const tus = { Authorization: `Bearer ${token}`, 'Tus-Resumable': '1.0.0' };
      const begin = { ...tus, 'Upload-Length': String(photo.byteLength), 'Upload-Metadata': metadata };
      const place = await sent(client.send('POST', '/api/uploads', begin), 201);
      const part = { ...tus, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' };
      await sent(client.send('PATCH', place.headers.location ?? '', part, photo), 204);
    }
  } finally {
    client.close();
  }
}

export type SentPhoto = { hash: string /** Bytes. */; size: number };

function writesOfReceipt(number: number, { hash, size }: SentPhoto, author: string): Write[] {
  const expenseId = newId();
  const day = `2026-05-${String(11 + (number % 5)).padStart(2, '0')}`;
  const details = { day, amount: 10_000 + number, currency: 'EUR', category: 'meals', merchant: shopOf(number) };
  const receipt = { ...sampleReceipt(newId(), expenseId, hash, author), size };
  return [
    { name: 'expense.add', args: { ...sampleExpense(expenseId, author), ...details } },
    { name: 'receipt.add', args: receipt },
  ];
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function sent<T extends { status: number; body: string }>(asked: Promise<T>, status: number): Promise<T> {
  const answer = await asked;
  if (answer.status !== status) throw new Error(`${answer.status} ${answer.body}`);
  return answer;
}

/** Runs in the page, so it can use nothing from outside. @returns base64 of small JPEGs, each another */
function drawMany(count: number): string[] {
  const canvas = document.createElement('canvas');
  canvas.width = 200;
  canvas.height = 300;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser has no canvas');
  return Array.from({ length: count }, (_, index) => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 200, 300);
    pen.fillStyle = '#222';
    pen.font = '60px sans-serif';
    pen.fillText(String(index + 1), 40, 170);
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1] ?? '';
  });
}
