import { codeFrom, codeLength } from '#domain/access/code.ts';
import type { Invited } from '#domain/access/messages.ts';
import type { Invitation } from '#domain/protocol.ts';
import type { Role } from '#domain/scalars.ts';
import { hashCode } from './codes.ts';
import { createSecret, hashSecret } from './secrets.ts';
import type { Services } from './services.ts';
import type { Device, Storage, StoredInvitation, TypedInvitation } from './storage.ts';

/** How long a link may wait to be opened, unless said otherwise. */
const defaultDays = 30;
const dayInMs = 24 * 60 * 60 * 1000;
/** A further device is in the other hand: this many ms are enough to scan or type. */
const deviceLifetime = 15 * 60 * 1000;

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
  const expiresAt = new Date(clock().getTime() + days * dayInMs).toISOString();
  await storage.signIns.addInvitation({ ...invitation, secretHash: hashSecret(secret), expiresAt });
  return { secret, link: joinLink(origin, secret) };
}

type Person = Omit<InvitationInput, 'days'>;
type Making = Pick<Services, 'storage' | 'clock' | 'random'>;

/** Makes the one link and code that is good for this person; what they were sent before, and have not used, ends. */
export function invitePerson(services: Making, person: Person): Promise<Invited> {
  return makeTyped(services, person, 'invite', defaultDays * dayInMs);
}

/** A link and code by which the owner of a device signs in on another one. */
export async function inviteDevice(
  services: Making,
  device: Pick<Device, 'participantId' | 'exchangeId' | 'role'>,
): Promise<Invited & { name: string }> {
  const { participantId, exchangeId, role } = device;
  const person =
    exchangeId === null ? undefined : await services.storage.access.participantOf(exchangeId, participantId);
  // The Hub's people have their name from their invitation only.
  const name = person?.name ?? (await services.storage.access.nameOf({ exchangeId, participantId })) ?? '';
  return { ...(await makeTyped(services, { participantId, exchangeId, role, name }, 'device', deviceLifetime)), name };
}

async function makeTyped(
  { storage, clock, random }: Making,
  person: Person,
  purpose: TypedInvitation['purpose'],
  lifetime: number,
): Promise<Invited> {
  const secret = createSecret(random);
  const code = codeFrom(random(codeLength));
  const now = clock();
  const expiresAt = new Date(now.getTime() + lifetime).toISOString();
  const hashes = { secretHash: hashSecret(secret), codeHash: await hashCode(code) };
  await storage.access.invite({ ...person, ...hashes, purpose, expiresAt, createdAt: now.toISOString() });
  return { type: 'invited', participantId: person.participantId, secret, code, expiresAt };
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
