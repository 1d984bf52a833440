import type { Invited } from '#domain/access/messages.ts';
import { uuidV7 } from '#domain/ids.ts';
import type { SignIn } from '#store/sign-in.ts';
import { createAccess } from '#sync/access.ts';
import type { AccountDeps } from '#sync/account.ts';
import { beginVisit, endVisit, readAccount, unlinkAccount } from '#sync/account-visit.ts';
import type { AccessPort } from '#ui/access.ts';

/** Letting people and devices in, with the present sign-in; without one the server answers `unauthorized` where it counts. */
export function createAccessPort(deps: AccountDeps, signIn: SignIn | null): AccessPort {
  const { fetch, origin, device } = deps;
  const token = signIn?.token ?? '';
  const server = createAccess({ fetch, origin, token });
  // The secret stands in the fragment, which browsers don't send: it never reaches a log.
  const withLink = (invited: Invited) => ({ ...invited, link: `${origin}/join#${invited.secret}` });
  return {
    ...server,
    invite: async (invitee) => withLink(await server.invite(invitee)),
    inviteDevice: async () => withLink(await server.inviteDevice()),
    account: () => readAccount(deps, token),
    unlinkAccount: () => unlinkAccount(deps, token),
    async visitProvider(purpose) {
      location.assign(await beginVisit(deps, purpose));
    },
    arrive: (search) => endVisit(deps, token, search),
    newPersonId() {
      const random = new Uint8Array(10);
      device.fillRandom(random);
      return uuidV7(device.now(), random);
    },
  };
}
