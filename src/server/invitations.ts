import type { Invitation } from '#domain/protocol.ts';
import type { Role } from '#domain/scalars.ts';
import { createSecret, hashSecret } from './secrets.ts';
import type { Services } from './services.ts';
import type { Storage, StoredInvitation } from './storage.ts';

/** How long a link may wait to be opened, unless said otherwise. */
const defaultDays = 30;

export type InvitationInput = {
  readonly participantId: string;
  /** The person's name, shown before the link is used. */
  readonly name: string;
  /** Null for Hub staff. */
  readonly exchangeId: string | null;
  readonly role: Role;
  readonly days?: number;
};

export type InvitationLink = { readonly secret: string; readonly link: string };

/** Makes a one-time link for one participant; only the hash of its secret is kept. */
export async function createInvitation(
  { storage, clock, random }: Pick<Services, 'storage' | 'clock' | 'random'>,
  origin: string,
  { days = defaultDays, ...invitation }: InvitationInput,
): Promise<InvitationLink> {
  const secret = createSecret(random);
  const expiresAt = new Date(clock().getTime() + days * 24 * 60 * 60 * 1000).toISOString();
  await storage.signIns.addInvitation({ ...invitation, secretHash: hashSecret(secret), expiresAt });
  return { secret, link: joinLink(origin, secret) };
}

/** The secret stands in the fragment, which browsers don't send: it never reaches a log. */
export function joinLink(origin: string, secret: string): string {
  return `${origin}/join#${secret}`;
}

/** An invitation as the device is told of it. */
export async function toInvitation(storage: Storage, stored: StoredInvitation): Promise<Invitation> {
  const { participantId, name, role, exchangeId } = stored;
  return { type: 'invitation', participantId, name, role, exchange: await titleOf(storage, exchangeId) };
}

/** The exchange a sign-in is bound to, by its topic; null for Hub staff. */
export async function titleOf(storage: Storage, exchangeId: string | null) {
  if (exchangeId === null) return null;
  const [title] = await storage.listExchanges(exchangeId);
  return title ?? { id: exchangeId, topic: '' };
}
