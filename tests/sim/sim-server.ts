import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createApp } from '#server/app.ts';
import type { BlobStore } from '#server/blobs/blob-port.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import type { ExchangeWriter, Storage } from '#server/storage.ts';
import type { Dice } from './dice.ts';
import type { Pulse } from './pulse.ts';

export type ServerDeps = {
  folder: string;
  dice: Dice;
  pulse: Pulse;
  now(): number;
  /** Rows per page of a pull. */
  pageRows: number;
  /** Called when it has been killed. */
  died(): void;
};

type Backup = { blobs: Map<string, Uint8Array<ArrayBuffer>> };

/**
 * The real server on a SQLite file. It can die at any of its steps — before, within and after each transaction, around
 * each stored object — and come back on what was on the disk; and it can be set up again from a backup. Only the bytes
 * of photos lie in memory here: a folder would answer from other threads, at another moment in each run.
 */
export class SimServer {
  readonly #deps: ServerDeps;
  #blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #everStored = new Set<string>();
  #life: Life | undefined;
  #backup: Backup | undefined;
  #closing: Promise<void> = Promise.resolve();

  constructor(deps: ServerDeps) {
    this.#deps = deps;
  }

  get isUp(): boolean {
    return this.#life !== undefined;
  }

  get services(): Services {
    if (!this.#life) throw new Error('the server is down');
    return this.#life.services;
  }

  get databasePath(): string {
    return join(this.#deps.folder, 'carnet.sqlite');
  }

  has(exchangeId: string, hash: string): boolean {
    return this.#blobs.has(`blobs/${exchangeId}/${hash}`);
  }

  /** Whether it has this photo, or had it before it was set up again. */
  hasHad(exchangeId: string, hash: string): boolean {
    return this.#everStored.has(`blobs/${exchangeId}/${hash}`);
  }

  async start(): Promise<void> {
    const { folder, dice, now, pageRows } = this.#deps;
    await this.#closing;
    const life = new Life(() => this.#die());
    const opened = await openServices(folder, () => {});
    life.services = {
      ...opened,
      storage: withCrashPoints(opened.storage, life),
      blobs: memoryBlobs(this.#blobs, this.#everStored, life),
      clock: () => new Date(now()),
      random: (size) => Uint8Array.from({ length: size }, () => dice.below(256)),
      pageRows,
    };
    life.app = createApp(life.services);
    this.#life = life;
  }

  /** Answers a request, or undefined when the server is down or dies meanwhile. */
  async answer(request: Request): Promise<Response | undefined> {
    const life = this.#life;
    if (!life) return undefined;
    const { pulse } = this.#deps;
    return pulse.during(life, () => Promise.race([life.ended, life.app.fetch(request)]));
  }

  /** The server will die at the n-th of its next steps (or at none, when it does not get that far). */
  dieAfter(steps: number): void {
    this.#life?.dieAfter(steps);
  }

  /** Dies now, whatever it is doing. */
  kill(): void {
    this.#life?.die();
  }

  async stop(): Promise<void> {
    if (this.#life) await closeServices(this.#life.services);
    this.#life = undefined;
  }

  /** Keeps a copy of everything, as a backup would; once in a story. */
  backUp(): void {
    const database = new DatabaseSync(this.databasePath);
    database.prepare('vacuum into ?').run(this.#backupPath);
    database.close();
    this.#backup = { blobs: new Map(this.#blobs) };
  }

  get hasBackup(): boolean {
    return this.#backup !== undefined;
  }

  /** Puts the backup in the place of everything; the server must be down. */
  async restoreBackup(): Promise<void> {
    if (!this.#backup || this.#life) throw new Error('no backup, or the server runs');
    await this.#closing;
    for (const suffix of ['', '-wal', '-shm']) await rm(`${this.databasePath}${suffix}`, { force: true });
    const backup = new DatabaseSync(this.#backupPath);
    backup.prepare('vacuum into ?').run(this.databasePath);
    backup.close();
    this.#blobs = new Map(this.#backup.blobs);
  }

  get #backupPath(): string {
    return join(this.#deps.folder, 'backup.sqlite');
  }

  #die(): void {
    const life = this.#life;
    this.#life = undefined;
    if (!life) return;
    this.#deps.died();
    this.#deps.pulse.forget(life);
    // Closing takes back what was not committed, as the next start would.
    this.#closing = closeServices(life.services).catch(() => {});
  }
}

/** One run of the server process. */
class Life {
  services!: Services;
  app!: ReturnType<typeof createApp>;
  /** Resolves when it has died. */
  readonly ended: Promise<undefined>;
  readonly #end: () => void;
  readonly #onDeath: () => void;
  #stepsLeft = Number.POSITIVE_INFINITY;
  #isDead = false;

  constructor(onDeath: () => void) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.ended = promise;
    this.#end = () => resolve(undefined);
    this.#onDeath = onDeath;
  }

  dieAfter(steps: number): void {
    this.#stepsLeft = steps;
  }

  die(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#onDeath();
    this.#end();
  }

  /** A place where a process may die: then nothing after it ever happens. */
  async step(): Promise<void> {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft <= 0) this.die();
    if (this.#isDead) await new Promise<never>(() => {});
  }
}

function withCrashPoints(storage: Storage, life: Life): Storage {
  const write: Storage['write'] = (exchangeId, work) =>
    around(life, () =>
      storage.write(exchangeId, async (writer: ExchangeWriter) => around(life, async () => work(writer))),
    );
  return steppedBy(storage, life, { write, files: steppedBy(storage.files, life, {}) });
}

/** The same object, each of whose calls may be the last thing that the process does, or the last that it does not. */
function steppedBy<T extends object>(target: T, life: Life, instead: Partial<T>): T {
  return new Proxy(target, {
    get(_, key) {
      // A key of T, or one that T does not have: then undefined, as without the proxy.
      const replaced = instead[key as keyof T];
      if (replaced !== undefined) return replaced;
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key === 'close') return value.bind(target);
      return (...args: unknown[]) => around(life, async () => Reflect.apply(value, target, args));
    },
  });
}

async function around<T>(life: Life, work: () => Promise<T>): Promise<T> {
  await life.step();
  const result = await work();
  await life.step();
  return result;
}

function memoryBlobs(objects: Map<string, Uint8Array<ArrayBuffer>>, ever: Set<string>, life: Life): BlobStore {
  return {
    async put(key, bytes) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(Uint8Array.from(piece));
      const whole = Uint8Array.from(Buffer.concat(pieces));
      await around(life, async () => {
        objects.set(key, whole);
        ever.add(key);
      });
      return whole.byteLength;
    },
    async get(key) {
      const bytes = objects.get(key);
      return bytes && new Blob([bytes]).stream();
    },
    async delete(key) {
      await around(life, async () => objects.delete(key));
    },
  };
}
