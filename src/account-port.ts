import { type SignIn, saveSignIn, switchSignIn } from '#store/sign-in.ts';
import type { Store } from '#store/store.ts';
import type { AccountDeps } from '#sync/account.ts';
import { offersAccounts } from '#sync/offers-accounts.ts';
import type { Account } from '#ui/context.ts';
import { persistAsks } from './device-port.ts';

/** Signing in and out of this installation; whatever changes who is signed in opens the app anew at Today. */
export function createAccount(
  deps: AccountDeps,
  signIn: SignIn | null,
  store: Store | null,
  stopSync: () => void,
): Account {
  const network = () => import('#sync/account.ts');
  const openAnew = (path = '/today') => location.assign(path);
  return {
    lookInvitation: async (secret) => (await network()).lookInvitation(deps, secret),
    async redeemInvitation(secret) {
      await (await network()).redeemInvitation(deps, secret);
      await askToPersist();
      openAnew();
    },
    offersProvider: () => offersAccounts(deps),
    async openSignIn(participantId) {
      await switchSignIn(participantId);
      openAnew();
    },
    listExchanges: async () => (signIn ? (await network()).listExchanges(deps, signIn.token) : []),
    async openExchange({ id, topic }, path) {
      if (!signIn) return;
      await saveSignIn({ ...signIn, exchangeId: id, topic });
      openAnew(path);
    },
    async signOut() {
      stopSync();
      await (await import('./sign-out.ts')).signOut(deps, signIn, store);
      openAnew();
    },
  };
}

/**
 * Asks the browser never to clear Carnet's data, at the moment when there is something to keep: the app does not wait
 * for it, and asks again after a capture (use-storage.ts). One that would ask the person does so later, with a reason.
 */
async function askToPersist(): Promise<void> {
  if (persistAsks) return;
  const patience = new Promise((resolve) => setTimeout(resolve, 500));
  await Promise.race([navigator.storage?.persist?.(), patience]);
}
