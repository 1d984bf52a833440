import { gzipSync } from 'node:zlib';
import type { PullResponse } from '#domain/protocol.ts';
import type { Role } from '#domain/scalars.ts';
import { CarnetDb } from '#store/db.ts';
import { readHeld } from '#store/replica.ts';
import { openStore, type Store } from '#store/store.ts';
import { createSyncLoop, type SyncLoop } from '#sync/loop.ts';
import { createTransport } from '#sync/transport.ts';
import type { Dice } from './dice.ts';
import type { Caller, Link } from './link.ts';
import type { Pulse } from './pulse.ts';

export const origin = 'http://localhost:8787';

export type Person = { participantId: string; role: Role };

export type PhoneDeps = {
  name: string;
  person: Person;
  exchangeId: string;
  deviceId: string;
  token: string;
  dice: Dice;
  pulse: Pulse;
  link: Link;
  /** The story's time, in milliseconds since the epoch. */
  now(): number;
  /** Called for each write once it is on this phone's disk. */
  committed(entry: { id: string; name: string; args: unknown }): void;
  /** Called when this phone begins to call a photo safe at the server. */
  confirmed(hash: string): void;
};

/** All tables of a phone's database as they were at some moment. */
export type PhoneCopy = ReadonlyMap<string, readonly unknown[]>;

/** Bytes per piece of an upload: photos of a few kilobytes already come in several. */
const chunkBytes = 2048;

/** One installation: a database, a clock that may be wrong, a lock, and the tabs that are open on it. */
export class SimPhone {
  readonly deps: PhoneDeps;
  readonly lock: PhoneLock;
  token: string;
  tabs: Tab[] = [];
  /** How far its clock is off, in milliseconds. */
  clockError = 0;
  readonly #cuts = new Set<number>();
  #opened = 0;

  constructor(deps: PhoneDeps) {
    this.deps = deps;
    this.token = deps.token;
    this.lock = new PhoneLock(deps.pulse);
  }

  get name(): string {
    return this.deps.name;
  }

  /** Wrong by hours or years, jumping, and standing still while the story does. */
  now(): number {
    return this.deps.now() + this.clockError;
  }

  /** Whether a page that ended at this version was not the last of its pull. */
  isInsideAPull(cursor: number): boolean {
    return this.#cuts.has(cursor);
  }

  notePage({ cursor, more }: PullResponse): void {
    if (more) this.#cuts.add(cursor);
    else this.#cuts.delete(cursor);
  }

  async openTab(): Promise<Tab> {
    this.#opened += 1;
    const tab = new Tab(this, `${this.name}${this.#opened > 1 ? `/${this.#opened}` : ''}`);
    await tab.open();
    this.tabs.push(tab);
    return tab;
  }

  /** As when the system ends the page: nothing after this instant happens, and what was not committed is undone. */
  killTab(tab: Tab): void {
    this.tabs = this.tabs.filter((each) => each !== tab);
    tab.kill();
    this.lock.leave(tab);
  }

  switchOff(): void {
    for (const tab of this.tabs) this.killTab(tab);
  }

  async copy(): Promise<PhoneCopy> {
    return this.#onDatabase(async (db) => {
      const copy = new Map<string, readonly unknown[]>();
      for (const table of db.tables) copy.set(table.name, await table.toArray());
      return copy;
    });
  }

  /** Puts an old copy of the database in the place of what is there; no tab may be open. */
  async restore(copy: PhoneCopy): Promise<void> {
    await this.#onDatabase(async (db) => {
      await db.transaction('rw', db.tables, async () => {
        for (const table of db.tables) {
          await table.clear();
          await table.bulkAdd(copy.get(table.name) ?? []);
        }
      });
    });
  }

  async erase(): Promise<void> {
    this.switchOff();
    await new CarnetDb(this.deps.deviceId).delete();
  }

  async #onDatabase<T>(work: (db: CarnetDb) => Promise<T>): Promise<T> {
    const db = new CarnetDb(this.deps.deviceId);
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }
}

/** One open page: its own store and loop on the phone's database. */
export class Tab implements Caller {
  readonly phone: SimPhone;
  readonly name: string;
  readonly store: Store;
  readonly loop: SyncLoop;
  alive = true;
  /** What the loop has asked to be called back for, and after how long (ms). */
  timer: { delay: number; callback: () => void } | undefined;
  readonly #unfinished = new Set<IDBTransaction>();

  constructor(phone: SimPhone, name: string) {
    this.phone = phone;
    this.name = name;
    const { deps } = phone;
    const { person, exchangeId, dice, link } = deps;
    const device = {
      now: () => phone.now(),
      fillRandom: (bytes: Uint8Array<ArrayBuffer>) => {
        for (let index = 0; index < bytes.length; index += 1) bytes[index] = dice.below(256);
      },
    };
    const db = new CarnetDb(deps.deviceId);
    db.outbox.hook('creating', (_key, entry, transaction) => {
      transaction.on('complete', () => deps.committed(entry));
    });
    db.blobs.hook('updating', (changes, [, hash]) => {
      if ('state' in changes && changes.state === 'confirmed') deps.confirmed(hash);
    });
    this.store = openStore({ exchangeId, ...person }, device, db);
    const pack = async (text: string) => new Uint8Array(gzipSync(text)).buffer;
    const transport = createTransport({
      fetch: link.fetchOf(this),
      origin,
      token: phone.token,
      chunkBytes,
      pack,
    });
    this.loop = createSyncLoop({
      store: this.store,
      transport: {
        ...transport,
        push: async (request) => {
          const answer = await transport.push(request);
          if (answer.pulled && !answer.pulled.reset) phone.notePage(answer.pulled);
          return answer;
        },
        pull: async (request) => {
          const page = await transport.pull(request);
          phone.notePage(page);
          return page;
        },
      },
      app: 'simulation',
      random: dice.next,
      connection: () => 'unknown',
      exclusively: (work) => this.#exclusively(work),
      after: (delay, callback) => {
        const timer = { delay, callback };
        this.timer = timer;
        return () => {
          if (this.timer === timer) this.timer = undefined;
        };
      },
    });
  }

  async open(): Promise<void> {
    const { db } = this.store;
    await db.open();
    const connection = db.backendDB();
    const begin = connection.transaction.bind(connection);
    connection.transaction = (...args) => {
      const transaction = begin(...args);
      this.#unfinished.add(transaction);
      for (const end of ['complete', 'abort']) {
        transaction.addEventListener(end, () => this.#unfinished.delete(transaction));
      }
      return transaction;
    };
    await readHeld(db, this.store.context);
  }

  kill(): void {
    this.alive = false;
    this.timer = undefined;
    this.loop.stop();
    this.phone.deps.pulse.forget(this);
    for (const transaction of this.#unfinished) {
      try {
        transaction.abort();
      } catch {
        // It has just been committed.
      }
    }
    this.store.db.close();
  }

  async #exclusively(work: () => Promise<void>): Promise<void> {
    const { lock, deps } = this.phone;
    deps.pulse.begin(this);
    await lock.take(this);
    try {
      await work();
    } finally {
      lock.leave(this);
      deps.pulse.end(this);
    }
  }
}

/** A lock as the browser's Web Locks give it: one holder, the others in line, and a page that dies gives it back. */
class PhoneLock {
  readonly #pulse: Pulse;
  #holder: Tab | undefined;
  #line: { tab: Tab; grant: () => void }[] = [];

  constructor(pulse: Pulse) {
    this.#pulse = pulse;
  }

  async take(tab: Tab): Promise<void> {
    if (!this.#holder) {
      this.#holder = tab;
      return;
    }
    this.#pulse.end(tab);
    await new Promise<void>((grant) => this.#line.push({ tab, grant }));
  }

  leave(tab: Tab): void {
    this.#line = this.#line.filter((waiting) => waiting.tab !== tab);
    if (this.#holder !== tab) return;
    const next = this.#line.shift();
    this.#holder = next?.tab;
    if (!next) return;
    this.#pulse.begin(next.tab);
    next.grant();
  }
}
