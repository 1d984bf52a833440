import { type PresenceEvent, presenceEventSchema } from '#domain/presence/messages.ts';
import { type ChangedEvent, changedEventSchema } from '#domain/protocol.ts';
import { backoff } from './loop.ts';
import { parseJson, type Transport } from './transport.ts';

export type EventsDeps = {
  transport: Transport;
  /** Where the stream is. */
  path: string;
  /** Each event's data, unchecked. */
  onEvent(data: unknown): void;
  after(milliseconds: number, callback: () => void): () => void;
  random(): number;
};

/** A connection that says nothing for this long (ms), not even the server's heartbeat, is dead without knowing it. */
const silence = 60_000;

type ChangesDeps = Omit<EventsDeps, 'path' | 'onEvent'> & {
  exchangeId: string;
  /** This page, as the others know it (presence.ts). */
  page: string;
  onChanged(event: ChangedEvent): void;
  onPresence(event: PresenceEvent): void;
};

/** Listens for “something changed” in one exchange, and for who writes where. @returns the way to stop */
export function listenForChanges({ exchangeId, page, onChanged, onPresence, ...deps }: ChangesDeps): () => void {
  const onEvent = (data: unknown) => {
    const changed = changedEventSchema.safeParse(data);
    if (changed.success) return onChanged(changed.data);
    const presence = presenceEventSchema.safeParse(data);
    if (presence.success) onPresence(presence.data);
  };
  return listenForEvents({ ...deps, path: `/api/events?exchange=${exchangeId}&page=${page}`, onEvent });
}

/**
 * Listens to a stream of the server's events (server-sent events, HTML Living Standard §9.2) through `fetch`,
 * because EventSource cannot carry the sign-in in a header. Comes back by itself after a cut.
 *
 * @returns the way to stop
 */
export function listenForEvents(deps: EventsDeps): () => void {
  const { transport, path, onEvent, after } = deps;
  const controller = new AbortController();
  let failures = 0;
  let cancelTimer = () => {};

  async function listen(): Promise<void> {
    const connection = new AbortController();
    controller.signal.addEventListener('abort', () => connection.abort(), { signal: connection.signal });
    let cancelWatch = after(silence, () => connection.abort());
    const heard = () => {
      cancelWatch();
      cancelWatch = after(silence, () => connection.abort());
    };
    try {
      const response = await transport.send(path, { signal: connection.signal });
      failures = 0;
      for await (const data of eventData(response, heard)) onEvent(data);
    } catch {
      // The loop's own requests say in words what is wrong; this one only tries again.
    }
    cancelWatch();
    connection.abort();
    if (controller.signal.aborted) return;
    failures += 1;
    cancelTimer = after(backoff(failures, deps.random()), () => void listen());
  }

  void listen();
  return () => {
    controller.abort();
    cancelTimer();
  };
}

/** The JSON of each event's `data` lines; `heard` is called for whatever arrives, a heartbeat too. */
async function* eventData(response: Response, heard: () => void): AsyncGenerator<unknown> {
  if (!response.body) return;
  let pending = '';
  for await (const piece of readPieces(response.body)) {
    heard();
    const events = (pending + piece).replaceAll('\r\n', '\n').split('\n\n');
    pending = events.pop() ?? '';
    for (const event of events) {
      const lines = event.split('\n').filter((line) => line.startsWith('data:'));
      if (lines.length > 0) yield parseJson(lines.map((line) => line.slice(5).trimStart()).join('\n'));
    }
  }
}

async function* readPieces(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
