import { CarnetDb } from '#store/db.ts';
import { deleteEverything } from '#store/export.ts';
import { deleteHubDb } from '#store/hub/hub-db.ts';
import { emptyInboxOf } from '#store/inbox.ts';
import { removeOriginals } from '#store/originals.ts';
import { removeSignIn, type SignIn } from '#store/sign-in.ts';
import type { Store } from '#store/store.ts';
import { type AccountDeps, endSignIn } from '#sync/account.ts';

/**
 * Removes a participant and everything of theirs from this device, unsent work included: ask first, in numbers.
 * The sign-in goes first: half of a sign-out must not leave one that writes into an empty database.
 */
export async function signOut(deps: AccountDeps, signIn: SignIn | null, store: Store | null): Promise<void> {
  if (signIn) {
    await removeSignIn(signIn.participantId);
    // Without a network the token stays valid on the server, and gone from here.
    await endSignIn(deps, signIn.token).catch(() => undefined);
  }
  if (signIn) await emptyInboxOf(signIn.participantId).catch(() => undefined);
  if (signIn) await removeOriginals(signIn.participantId).catch(() => undefined);
  if (store) await deleteEverything(store);
  // Also of Hub staff who have opened no exchange: a restored copy may have brought some.
  else if (signIn) await deleteEverything({ db: new CarnetDb(signIn.participantId) });
  if (signIn?.role === 'hub') await deleteHubDb(signIn.participantId);
  // What waited has gone with it.
  await navigator.clearAppBadge?.().catch(() => undefined);
  sessionStorage.clear();
}
