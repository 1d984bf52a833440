import { Hono } from 'hono';
import { type Entries, grantSchema, type NoProvider } from '#domain/access/account.ts';
import { CarnetError } from '#domain/errors.ts';
import type { AccountProvider } from '../account-provider.ts';
import { type SignedIn, signedIn } from '../auth.ts';
import { inviteDevice, titleOf } from '../invitations.ts';
import { limitBody } from '../limit-body.ts';
import { limitByAddress } from '../rate-limit.ts';
import { readMessage } from '../read-message.ts';
import type { Services } from '../services.ts';

const maxBodyBytes = 8192;

/**
 * An account elsewhere, bound to a participant: `POST /provider` tells where to go, `POST /link` binds the account that
 * somebody came back with to their sign-in, `GET /` tells which it is, `DELETE /` unbinds it, and `POST /sign-in` gives a
 * short-lived link for each participant that an account is bound to. Without a provider the first says so, and all
 * others are `not_found`.
 */
export function accountRoutes(services: Services, provider: AccountProvider | undefined): Hono<SignedIn> {
  const { storage, clock, doors } = services;
  const routes = new Hono<SignedIn>();
  routes.use(limitBody(maxBodyBytes));

  const none: NoProvider = { type: 'no_provider' };
  routes.post('/provider', (c) => c.json(provider?.told ?? none));

  routes.get('/', signedIn(services), async (c) => {
    known(provider);
    const linked = await storage.access.accountOf(c.var.device);
    return c.json({ type: 'account', username: linked?.username ?? null, linkedAt: linked?.linkedAt ?? null });
  });

  routes.post('/link', signedIn(services), async (c) => {
    const grant = await readMessage(c, grantSchema);
    doors.pass('device', c.var.device.id);
    const account = await known(provider).accountOf(grant);
    const linkedAt = clock().toISOString();
    await storage.access.linkAccount(c.var.device, { ...account, linkedAt });
    return c.json({ type: 'account', username: account.username, linkedAt });
  });

  routes.delete('/', signedIn(services), async (c) => {
    await storage.access.unlinkAccount(c.var.device);
    return c.body(null, 204);
  });

  routes.post('/sign-in', limitByAddress(services, 'invitation'), async (c) => {
    const grant = await readMessage(c, grantSchema);
    const { subject, username } = await known(provider).accountOf(grant);
    const people = await storage.access.peopleOfAccount(subject);
    if (people.length === 0) throw new CarnetError('account_unknown');
    const entries: Entries['entries'] = [];
    for (const person of people) {
      const { secret, name } = await inviteDevice(services, person);
      const topic = (await titleOf(storage, person.exchangeId))?.topic ?? '';
      entries.push({ secret, name, role: person.role, topic, participantId: person.participantId });
    }
    return c.json({ type: 'entries', username, entries } satisfies Entries);
  });
  return routes;
}

function known(provider: AccountProvider | undefined): AccountProvider {
  if (!provider) throw new CarnetError('not_found', 'no provider of accounts');
  return provider;
}
