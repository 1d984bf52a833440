import pg from 'pg';
import { changedEventSchema } from '#domain/protocol.ts';
import { type ChangeEvents, createChangeEvents, toldPresenceSchema } from './events.ts';

const channel = 'carnet_changed';
const presenceChannel = 'carnet_presence';
/** How long (ms) a lost connection waits before it is tried again; doubled up to the maximum. */
const firstWait = 500;
const maxWait = 30_000;

/**
 * Carries the events between all servers of one PostgreSQL database (LISTEN/NOTIFY). A connection that breaks comes
 * back by itself, and then every phone is told that something may have changed, because events may have been missed.
 * Without it phones still find out by their timers.
 *
 * @param url of the database
 */
export async function openPostgresEvents(url: string, log: (line: string) => void): Promise<ChangeEvents> {
  const local = createChangeEvents();
  let client: pg.Client | undefined;
  let wait = firstWait;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function listen(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, application_name: 'carnet events', keepAlive: true });
    fresh.on('notification', ({ channel: from, payload }) => {
      if (from === presenceChannel) {
        const told = toldPresenceSchema.safeParse(parseJson(payload));
        if (told.success) local.tellPresence(told.data);
        return;
      }
      const event = changedEventSchema.safeParse(parseJson(payload));
      if (event.success) local.publish(event.data);
    });
    fresh.on('error', () => {});
    fresh.on('end', () => {
      if (client === fresh) client = undefined;
      comeBack();
    });
    await fresh.connect();
    await fresh.query(`listen ${channel}; listen ${presenceChannel}`);
    client = fresh;
    wait = firstWait;
    local.publishAll();
  }

  function comeBack(): void {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      wait = Math.min(wait * 2, maxWait);
      listen().catch((error: unknown) => {
        log(`events: ${error instanceof Error ? error.message : error}`);
        comeBack();
      });
    }, wait);
  }

  await listen();
  return {
    ...local,
    publish(event) {
      // Its own phones hear of it even when the others can't be told.
      if (!client) local.publish(event);
      client?.query('select pg_notify($1, $2)', [channel, JSON.stringify(event)]).catch(() => local.publish(event));
    },
    tellPresence(told) {
      if (!client) local.tellPresence(told);
      client?.query('select pg_notify($1, $2)', [presenceChannel, JSON.stringify(told)]).catch(() => undefined);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      void client?.end();
      local.close();
    },
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
