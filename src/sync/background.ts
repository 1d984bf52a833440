import { isRefused } from '#store/blobs.ts';
import { CarnetDb, outboxOf } from '#store/db.ts';
import { readSignIns, type SignIn } from '#store/sign-in.ts';
import { type Device, openStore, type Store } from '#store/store.ts';
import { type Connection, readFilePolicy } from './connection.ts';
import { createSyncLoop } from './loop.ts';
import { createTransport, type Fetch } from './transport.ts';

/** The lock of S7: whoever holds it, a tab or the service worker, is the one that syncs. */
export function lockName(participantId: string): string {
  return `carnet-sync-${participantId}`;
}

/** How long (ms) the worker waits for a page that syncs: it may be closed in the middle of its round. */
const patience = 20_000;

/** Whether another round could send something that stands on this device only. */
export async function hasUnsent(store: Store, connection: Connection): Promise<boolean> {
  const { db, context } = store;
  if ((await outboxOf(db, context.exchangeId).count()) > 0) return true;
  const policy = await readFilePolicy(store, connection);
  const waiting = db.blobs.where('[exchangeId+state]').equals([context.exchangeId, 'waiting']);
  return (await waiting.filter((record) => !isRefused(record) && policy.maySend(record)).count()) > 0;
}

/** What a sync without a page needs of the browser. */
export type BackgroundDeps = {
  device: Device;
  origin: string;
  app: string;
  fetch: Fetch;
  locks: LockManager;
  random(): number;
  connection(): Connection;
  /** Aborts after so many ms. */
  timeout(ms: number): AbortSignal;
};

/**
 * Runs the loop once for everybody who is signed in on this device, as an open page would and under the same lock
 * (S7). A worker that is killed half-way is like any crash: whatever it had not noted down is done again.
 *
 * @throws when something is left that a later try could send: the browser then wakes the worker again
 */
export async function syncInBackground(deps: BackgroundDeps): Promise<void> {
  const { all } = await readSignIns();
  const left: string[] = [];
  for (const signIn of all) if (!(await sendAll(deps, signIn))) left.push(signIn.participantId);
  if (left.length > 0) throw new Error(`writes of ${left.length} of ${all.length} sign-ins still wait`);
}

/** @returns whether nothing is left that a later try without the person could send */
async function sendAll(deps: BackgroundDeps, signIn: SignIn): Promise<boolean> {
  const { participantId, role, exchangeId } = signIn;
  if (exchangeId === null) return true;
  const db = new CarnetDb(participantId);
  const store = openStore({ exchangeId, participantId, role }, deps.device, db);
  try {
    return await Promise.race([runLoop(deps, store, signIn), givenUp(db)]);
  } catch {
    return false;
  } finally {
    db.close();
  }
}

function runLoop(deps: BackgroundDeps, store: Store, { token }: SignIn): Promise<boolean> {
  const { fetch, origin, app, random, connection } = deps;
  const isLeft = () => hasUnsent(store, connection());
  const loop = createSyncLoop({
    store,
    transport: createTransport({ fetch, origin, token }),
    app,
    random,
    connection,
    // The browser wakes the worker again, so no timer has to.
    after: () => () => {},
    exclusively: (work) => work(),
  });
  // A page that is at it for long needs no help, and a newer worker can't take over while this one waits.
  const signal = deps.timeout(patience);
  return deps.locks.request(lockName(store.context.participantId), { signal }, async () => {
    // An open page may have sent it while this waited.
    if (await isLeft()) await loop.runNow();
    return !(await isLeft()) || (await needsPerson(store));
  });
}

/** Trying again by itself would end the same: the sign-in was revoked, or the app has to be updated. */
async function needsPerson({ db }: Store): Promise<boolean> {
  const status = await db.status.get('sync');
  return status?.error === 'unauthorized' || status?.error === 'protocol_unsupported';
}

/**
 * Resolves when the database is not to be had: a tab of an older version holds it (later, then), or a newer version
 * or a sign-out has taken it over (never again from here).
 */
function givenUp({ troubles }: CarnetDb): Promise<boolean> {
  return new Promise((resolve) => {
    troubles.listeners.add(() => {
      if (troubles.current !== null) resolve(troubles.current !== 'blocked');
    });
  });
}
