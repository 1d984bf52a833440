import { createHash, randomBytes } from 'node:crypto';
import { type PullResponse, protocolVersion, pullResponseSchema } from '#domain/protocol.ts';
import type { LoadClient } from './http-client.ts';
import type { Measures } from './measures.ts';
import { newId, note, type Phone } from './seed.ts';

/** As on a phone (sync/transport.ts). */
const chunkBytes = 256 * 1024;
/** A photo as the camera sheet keeps it, and its small picture. */
const photoBytes = 300_000;
/** How long (ms) a phone waits for more news before it pulls. */
const debounce = 100;

/** When somebody last began to write in each exchange, for how long the news takes. */
export type Pulse = Map<string, number>;

/** Does over HTTP what the app does: writes, listens, pulls what it is told of, sends photos. Keeps no rows. */
export class LoadPhone {
  readonly #client: LoadClient;
  readonly #phone: Phone;
  readonly #measures: Measures;
  readonly #pulse: Pulse;
  readonly #headers: Record<string, string>;
  #seq = 0;
  #cursor = 0;
  #cursorId: string | null = null;
  #pulling: Promise<void> | undefined;
  #told = 0;
  #stop: () => void = () => {};

  constructor(client: LoadClient, phone: Phone, measures: Measures, pulse: Pulse) {
    this.#client = client;
    this.#phone = phone;
    this.#measures = measures;
    this.#pulse = pulse;
    this.#headers = { Authorization: `Bearer ${phone.token}`, 'Content-Type': 'application/json' };
  }

  /** Brings the exchange, and from then on whatever it is told of. */
  async open(): Promise<void> {
    await this.pull();
    const path = `/api/events?exchange=${this.#phone.exchangeId}`;
    this.#stop = await this.#client.listen(path, this.#headers, (text) => this.#hear(text));
  }

  close(): void {
    this.#stop();
  }

  async push(count: number): Promise<void> {
    const { exchangeId, participantId } = this.#phone;
    const mutations = Array.from({ length: count }, (_, index) => {
      return { id: newId(), seq: this.#seq + 1 + index, name: 'note.add', args: note(participantId) };
    });
    this.#pulse.set(exchangeId, performance.now());
    const pushed = await this.#measures.time('push', () => this.#post('push', { mutations }));
    if (pushed) this.#seq += count;
  }

  /** All pages after the cursor. */
  async pull(): Promise<void> {
    for (let more = true; more; ) {
      const kind = this.#cursor === 0 ? 'first pull' : 'pull';
      const page = await this.#measures.time(kind, () => this.#page(this.#cursor, this.#cursorId));
      if (!page) return;
      this.#cursor = page.cursor;
      this.#cursorId = page.cursorId ?? null;
      more = page.more;
    }
  }

  /** What a new phone is brought first; this one keeps its place. */
  async pullFirstPage(): Promise<void> {
    await this.#measures.time('first page', () => this.#page(0, null));
  }

  async #page(cursor: number, cursorId: string | null): Promise<PullResponse> {
    const text = await this.#post('pull', { cursor, cursorId, ackedSeq: this.#seq });
    return pullResponseSchema.parse(JSON.parse(text));
  }

  async sendPhoto(): Promise<void> {
    const bytes = randomBytes(photoBytes);
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(bytes);
    await this.#measures.time('photo of 300 kB', async () => {
      const url = await this.#createUpload(bytes);
      for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
        const headers = {
          ...this.#headers,
          'Tus-Resumable': '1.0.0',
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Offset': String(at),
        };
        const { status } = await this.#client.send('PATCH', url, headers, bytes.subarray(at, at + chunkBytes));
        if (status !== 204) throw new Error(`PATCH: ${status}`);
      }
    });
  }

  async #createUpload(bytes: Buffer): Promise<string> {
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const metadata = `sha256 ${encode(hash)},exchange ${encode(this.#phone.exchangeId)},type ${encode('image/jpeg')}`;
    const length = String(bytes.byteLength);
    const headers = {
      ...this.#headers,
      'Tus-Resumable': '1.0.0',
      'Upload-Length': length,
      'Upload-Metadata': metadata,
    };
    const { status, headers: answered } = await this.#client.send('POST', '/api/uploads', headers);
    if (status !== 201) throw new Error(`POST: ${status}`);
    return answered.location ?? '';
  }

  #hear(text: string): void {
    for (const [, version] of text.matchAll(/"version":(\d+)/g)) {
      const since = this.#pulse.get(this.#phone.exchangeId);
      if (since !== undefined && Number(version) > this.#told) this.#measures.note('event', performance.now() - since);
      this.#told = Math.max(this.#told, Number(version));
    }
    if (this.#told > this.#cursor) this.#pulling ??= this.#pullSoon();
  }

  async #pullSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, debounce));
    this.#pulling = undefined;
    await this.pull();
  }

  async #post(type: 'push' | 'pull', message: object): Promise<string> {
    const { exchangeId } = this.#phone;
    const body = JSON.stringify({ type, protocol: protocolVersion, app: 'load', exchangeId, ...message });
    const { status, body: text } = await this.#client.send('POST', `/api/sync/${type}`, this.#headers, body);
    if (status !== 200) throw new Error(`${type}: ${status} ${text}`);
    return text;
  }
}
