import type * as z from 'zod/mini';
import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import {
  errorResponseSchema,
  type PullRequest,
  type PullResponse,
  type PushRequest,
  type PushResponse,
  pullResponseSchema,
  pushResponseSchema,
} from '#domain/protocol.ts';

/** What the loop needs of the network: nothing but a `fetch`, so that the simulation can be one. */
export type Fetch = (request: Request) => Promise<Response>;

/** How long (ms) a request with its answer may take: one that never ends must not stop the sync of all tabs. */
const patience = 60_000;

/** A message of fewer characters is sent as it is: packing would gain nothing. */
const shortBody = 1024;

/** The number the server holds differs from what was sent: go on from there (S2). */
export class SequenceGap extends CarnetError {
  readonly lastSeq: number;

  constructor(lastSeq: number) {
    super('sequence_gap');
    this.lastSeq = lastSeq;
  }
}

/** The server asks to be left alone for a while (RFC 9110 §10.2.3). */
export class AskedToWait extends CarnetError {
  /** Milliseconds. */
  readonly wait: number;

  constructor(error: CarnetError, wait: number) {
    super(error.code, error.message);
    this.wait = wait;
  }
}

export type Transport = {
  push(request: PushRequest): Promise<PushResponse>;
  pull(request: PullRequest): Promise<PullResponse>;
  /** Any request below the server's origin, with the sign-in; failures become CarnetErrors. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** Bytes of a file in one request: what a cut costs at most of each that is on its way (S6). */
  readonly chunkBytes: number;
  /** How many files may be on their way at once: while one is asked for or confirmed, the others fill the line. */
  readonly lanes: number;
};

export type TransportDeps = {
  fetch: Fetch;
  origin: string;
  token: string;
  chunkBytes?: number;
  /** The simulation has one: it counts what is at work in a tab as one thing. */
  lanes?: number;
  /** gzip; the simulation has one that takes no time, so that a seed tells the same story each time. */
  pack?: (text: string) => Promise<ArrayBuffer>;
};

/**
 * Speaks to one server with one sign-in.
 *
 * @param origin such as `https://carnet.example`, without a slash at the end
 * All calls throw CarnetError: `offline` when nothing answered, `not_carnet` when something else did
 * (a hotel's login page, a proxy), and the server's own code otherwise.
 */
export function createTransport(deps: TransportDeps): Transport {
  const { fetch, origin, token, chunkBytes = 256 * 1024, lanes = 3, pack = gzip } = deps;

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    // A redirect is a captive portal's answer; Carnet's server gives none below /api.
    const signal = init.signal ?? AbortSignal.timeout(patience);
    const request = new Request(new URL(path, origin), {
      ...init,
      headers,
      signal,
      redirect: 'error',
      cache: 'no-store',
    });
    return reach(fetch, request);
  }

  async function call<T>(path: string, message: unknown, schema: z.ZodMiniType<T>): Promise<T> {
    const body = JSON.stringify(message);
    return parseAnswer(await (body.length < shortBody ? post(path, body) : postPacked(path, body)), schema);
  }

  function post(path: string, body: string | ArrayBuffer, coding: Record<string, string> = {}): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', ...coding };
    return send(path, { method: 'POST', headers, body });
  }

  /** A server from before, which takes no packed message, says that it is no JSON. */
  async function postPacked(path: string, body: string): Promise<Response> {
    return post(path, await pack(body), { 'Content-Encoding': 'gzip' }).catch((error: unknown) => {
      if (error instanceof CarnetError && error.code === 'bad_json') return post(path, body);
      throw error;
    });
  }

  return {
    send,
    chunkBytes,
    lanes,
    push: (request) => call('/api/sync/push', request, pushResponseSchema),
    pull: (request) => call('/api/sync/pull', request, pullResponseSchema),
  };
}

/** Written straight into the stream: as a Blob it would go to another process and back first. */
async function gzip(text: string): Promise<ArrayBuffer> {
  const { readable, writable } = new CompressionStream('gzip');
  const writer = writable.getWriter();
  const writing = [writer.write(new TextEncoder().encode(text)), writer.close()];
  const [packed] = await Promise.all([new Response(readable).arrayBuffer(), ...writing]);
  return packed;
}

/** A JSON request without a sign-in. @throws CarnetError like a transport */
export function requestJson(fetch: Fetch, origin: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body), redirect: 'error', cache: 'no-store' } as const;
  const signal = AbortSignal.timeout(patience);
  return reach(fetch, new Request(new URL(path, origin), { ...init, signal }));
}

async function reach(fetch: Fetch, request: Request): Promise<Response> {
  const response = await fetch(request).catch((cause: unknown) => {
    throw new CarnetError('offline', String(cause), { cause });
  });
  if (!response.ok) throw await failureOf(response);
  return response;
}

/** Reads a JSON answer; what is not one is somebody else's page, or was cut off on its way. */
export async function parseAnswer<T>(response: Response, schema: z.ZodMiniType<T>): Promise<T> {
  const text = await response.text().catch((cause: unknown) => {
    throw new CarnetError('offline', 'answer cut off', { cause });
  });
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw new CarnetError('not_carnet', 'the answer is not Carnet’s');
  return parsed.data;
}

/** What a text says as JSON, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function failureOf(response: Response): Promise<CarnetError> {
  const error = await errorOf(response);
  const wait = response.status === 429 || response.status === 503 ? waitOf(response.headers) : undefined;
  return wait === undefined ? error : new AskedToWait(error, wait);
}

/** `Retry-After` in ms: seconds, or a date, which only the server's own clock can be asked about (S5). */
function waitOf(headers: Headers): number | undefined {
  const value = headers.get('Retry-After') ?? '';
  const wait = /^\d+$/.test(value) ? 1000 * Number(value) : Date.parse(value) - Date.parse(headers.get('Date') ?? '');
  return wait > 0 ? wait : undefined;
}

async function errorOf(response: Response): Promise<CarnetError> {
  const text = await response.text().catch(() => '');
  const error = errorResponseSchema.safeParse(parseJson(text));
  if (!error.success) return new CarnetError(codeOfStatus(response.status), `HTTP ${response.status}`);
  const { code, detail, lastSeq } = error.data;
  if (code === 'sequence_gap' && lastSeq !== undefined) return new SequenceGap(lastSeq);
  return new CarnetError(code, detail);
}

/** HEAD answers and proxies bring no body: the status has to do. */
function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'not_found';
  if (status === 410) return 'file_purged';
  if (status === 413) return 'too_large';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'not_carnet';
}
