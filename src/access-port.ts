import type { Invited } from '#domain/access/messages.ts';
import { CarnetError } from '#domain/errors.ts';
import { uuidV7 } from '#domain/ids.ts';
import type { SignIn } from '#store/sign-in.ts';
import { createAccess } from '#sync/access.ts';
import type { AccountDeps } from '#sync/account.ts';
import type { AccessPort } from '#ui/access.ts';

/** Letting people and devices in, with the present sign-in. @throws CarnetError `unauthorized` without one */
export function createAccessPort({ fetch, origin, device }: AccountDeps, signIn: SignIn | null): AccessPort {
  if (!signIn) throw new CarnetError('unauthorized');
  const server = createAccess({ fetch, origin, token: signIn.token });
  // The secret stands in the fragment, which browsers don't send: it never reaches a log.
  const withLink = (invited: Invited) => ({ ...invited, link: `${origin}/join#${invited.secret}` });
  return {
    ...server,
    invite: async (invitee) => withLink(await server.invite(invitee)),
    inviteDevice: async () => withLink(await server.inviteDevice()),
    newPersonId() {
      const random = new Uint8Array(10);
      device.fillRandom(random);
      return uuidV7(device.now(), random);
    },
  };
}
