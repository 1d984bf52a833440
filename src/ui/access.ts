import type { Invited, SignedInDevice, Standing } from '#domain/access/messages.ts';

/** A link and a code to hand on, of one person; told once. */
export type InvitationToGive = Invited & { /** The whole link. */ readonly link: string };

/** Whom to let in: with null, one of the Hub's own people, who need a name. */
export type Invitee = { readonly exchangeId: string | null; readonly participantId: string; readonly name?: string };

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
  /** An id for somebody who has no row yet. */
  newPersonId(): string;
};
