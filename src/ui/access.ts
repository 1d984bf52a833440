import type { Entries, LinkedAccount } from '#domain/access/account.ts';
import type { Invited, SignedInDevice, Standing } from '#domain/access/messages.ts';

/** A link and a code to hand on, of one person; told once. */
export type InvitationToGive = Invited & { /** The whole link. */ readonly link: string };

/** Whom to let in: with null, one of the Hub's own people, who need a name. */
export type Invitee = { readonly exchangeId: string | null; readonly participantId: string; readonly name?: string };

/** What somebody comes back with from a provider: their account is bound now, or whom it lets them be. */
export type Arrival =
  | { readonly purpose: 'link'; readonly account: LinkedAccount }
  | { readonly purpose: 'enter'; readonly told: Entries };

/** Letting people and devices in and out. All of it needs the server, and throws CarnetError. */
export type AccessPort = {
  /** Makes the one invitation that is good for this person; older ones, not used yet, end. Hub staff only. */
  invite(invitee: Invitee): Promise<InvitationToGive>;
  /** How far everybody has come who was invited to an exchange, or with null to the Hub. Hub staff only. */
  standings(exchangeId: string | null): Promise<readonly Standing[]>;
  /** Ends what was sent and not used; with `devices`, also their sign-ins everywhere. Hub staff only. */
  takeBack(invitee: Invitee, devices: boolean): Promise<void>;
  /** One's own devices. */
  devices(): Promise<readonly SignedInDevice[]>;
  /** A link and code for a further device of one's own. */
  inviteDevice(): Promise<InvitationToGive>;
  signOutDevice(id: string): Promise<void>;
  /** The account that is bound to this sign-in. */
  account(): Promise<LinkedAccount>;
  unlinkAccount(): Promise<void>;
  /** Leaves Carnet for the provider's page, which sends the person back to `/account`. */
  visitProvider(purpose: 'link' | 'enter'): Promise<void>;
  /** What came of it. @param search the address' part from `?` on */
  arrive(search: string): Promise<Arrival>;
  /** An id for somebody who has no row yet. */
  newPersonId(): string;
};
