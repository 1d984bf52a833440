import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { CarnetError } from '#domain/errors.ts';

/** How many requests one sender may make at once, and how many more each minute from then on. */
type Limit = { readonly burst: number; readonly perMinute: number };

/**
 * The doors of the server. Counted per device where somebody is signed in, otherwise per network address, which a whole
 * hotel may share. Each lets through what a real phone, or a Hub inviting a hundred people, needs many times over.
 */
const limits = {
  /** Everything that a sign-in asks. */
  request: { burst: 3000, perMinute: 1500 },
  push: { burst: 1200, perMinute: 600 },
  /** Opening an event stream. */
  events: { burst: 60, perMinute: 30 },
  /** Where somebody writes: a phone tells it twice a second at most. */
  presence: { burst: 60, perMinute: 150 },
  /** Making an invitation: each costs a slow hash. */
  invite: { burst: 600, perMinute: 60 },
  /** Letting a further device of one's own in. */
  device: { burst: 20, perMinute: 6 },
  /** Looking at a link and using it, per address. */
  invitation: { burst: 120, perMinute: 60 },
  /**
   * A typed code, of anybody: all together one a second. With 2^50 codes, 10,000 of them waiting and 10 servers it takes
   * 10^4 / 2^50 × 10 a second ≈ 10^-10 a second, or 0.3 % in a year, to hit any one of them.
   */
  code: { burst: 60, perMinute: 60 },
  /** A calendar's secret address: a program asks once or twice an hour, and several of one person may share it. */
  calendar: { burst: 60, perMinute: 1 },
  /** Sign-ins and calendar addresses that are none, per network address. */
  token: { burst: 120, perMinute: 60 },
} as const satisfies Record<string, Limit>;

export type Door = keyof typeof limits;

export type DoorOptions = {
  /** How many proxies of ours stand in front: as many of the last entries of `X-Forwarded-For` are believed. */
  readonly proxies?: number | undefined;
  /** Multiplies every limit, for tests of load. */
  readonly factor?: number | undefined;
};

/** Beyond this many senders the oldest are forgotten: what is remembered stays small whoever asks. */
const maxSenders = 20_000;

type Bucket = { tokens: number; at: number };

/**
 * Token buckets in this process' memory. Several servers count each for themselves, so that n of them let through up to n
 * times as much: no limit is so near to a danger that this matters (see `code`), and none needs a question to a database.
 */
export class Doors {
  readonly #clock: () => Date;
  readonly #proxies: number;
  readonly #factor: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: () => Date, { proxies = 0, factor = 1 }: DoorOptions = {}) {
    this.#clock = clock;
    this.#proxies = proxies;
    this.#factor = factor;
  }

  /** @throws TooMany */
  pass(door: Door, sender: string): void {
    const { burst, perMinute } = limits[door];
    const rate = (perMinute * this.#factor) / 60_000;
    const now = this.#clock().getTime();
    const key = `${door} ${sender}`;
    const known = this.#buckets.get(key) ?? { tokens: burst * this.#factor, at: now };
    // A clock that was set back refills nothing.
    const tokens = Math.min(burst * this.#factor, known.tokens + Math.max(0, now - known.at) * rate);
    this.#remember(key, { tokens: Math.max(0, tokens - 1), at: now });
    if (tokens < 1) throw new TooMany(Math.ceil((1 - tokens) / rate / 1000));
  }

  /** The network address that a request came from, as far as it can be believed. */
  addressOf(c: Context): string {
    const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    const told = this.#proxies > 0 ? forwarded.at(-this.#proxies) : undefined;
    return told || socketAddress(c);
  }

  #remember(key: string, bucket: Bucket): void {
    // Taken out and put in again, it is the newest of the map.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= maxSenders) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** Asked too often. `wait`: seconds until the next may pass. */
export class TooMany extends CarnetError {
  readonly wait: number;

  constructor(wait: number) {
    super('rate_limited');
    this.wait = wait;
  }
}

/** Counts a request at a door, by the network address. */
export function limitByAddress({ doors }: { doors: Doors }, door: Door): MiddlewareHandler {
  return async (c, next) => {
    doors.pass(door, doors.addressOf(c));
    await next();
  };
}

/** Without a socket (in a test) there is no address: all such requests count as one sender. */
function socketAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return '';
  }
}
