import { type Kysely, type Selectable, sql } from 'kysely';
import type { ErrorCode } from '#domain/errors.ts';
import { sameHash } from '../secrets.ts';
import type { Device, NewInvitation, Redemption, SignInStorage, Storage, StoredInvitation } from '../storage.ts';
import { plainText } from './plain-text.ts';
import type { Database } from './schema.ts';
import { statement } from './statement.ts';

/** Invitations and devices. Secrets and tokens are here as hashes only. */
export class SqlSignIns implements SignInStorage {
  readonly #name: Storage['name'];
  readonly #db: Kysely<Database>;

  constructor(name: Storage['name'], db: Kysely<Database>) {
    this.#name = name;
    this.#db = db;
  }

  async addInvitation(invitation: NewInvitation): Promise<void> {
    await this.#db
      .insertInto('invitations')
      .values({
        secret_hash: invitation.secretHash,
        participant_id: invitation.participantId,
        name: invitation.name,
        exchange_id: invitation.exchangeId,
        role: invitation.role,
        expires_at: invitation.expiresAt,
        used_by_device: null,
        used_at: null,
        code_hash: null,
        purpose: 'invite',
        created_at: null,
        revoked_at: null,
      })
      .execute();
  }

  findInvitation(secretHash: string): Promise<StoredInvitation | undefined> {
    return findInvitation(this.#db, secretHash);
  }

  redeem(redemption: Redemption): Promise<StoredInvitation | ErrorCode> {
    return this.#db.transaction().execute(async (trx) => {
      // Two phones with one link at the same moment: the second waits, and then finds it used.
      if (this.#name === 'postgres')
        await sql`select 1 from invitations where secret_hash = ${redemption.secretHash} for update`.execute(trx);
      return redeem(trx, redemption);
    });
  }

  async findDevice(tokenHash: string): Promise<Device | undefined> {
    const [found] = await findByToken(this.#db, { tokenHash });
    if (!found || !sameHash(found.token_hash, tokenHash) || found.revoked_at !== null) return undefined;
    return toDevice(found);
  }

  async revokeDevice(deviceId: string, at: string): Promise<void> {
    await this.#db
      .updateTable('devices')
      .set({ revoked_at: at })
      .where('id', '=', deviceId)
      .where('revoked_at', 'is', null)
      .execute();
  }

  async touchDevice(deviceId: string, at: string): Promise<void> {
    await this.#db.updateTable('devices').set({ last_seen_at: at }).where('id', '=', deviceId).execute();
  }

  async hasHubDevice(): Promise<boolean> {
    const hub = this.#db.selectFrom('devices').select('id').where('role', '=', 'hub').where('revoked_at', 'is', null);
    return (await hub.limit(1).executeTakeFirst()) !== undefined;
  }
}

const findByToken = statement((db, { tokenHash }: { tokenHash: string }) =>
  db.selectFrom('devices').selectAll().where('token_hash', '=', tokenHash),
);

async function redeem(trx: Kysely<Database>, redemption: Redemption): Promise<StoredInvitation | ErrorCode> {
  const { secretHash, deviceId, tokenHash, at } = redemption;
  const invitation = await findInvitation(trx, secretHash);
  if (!invitation) return 'invitation_unknown';
  const known = await trx.selectFrom('devices').selectAll().where('id', '=', deviceId).executeTakeFirst();
  if (invitation.usedAt !== null) {
    // The same request again, after its answer was lost; any other use, and one after a revocation, is refused.
    const again =
      invitation.usedByDevice === deviceId && known?.revoked_at === null && sameHash(known.token_hash, tokenHash);
    return again ? invitation : 'invitation_used';
  }
  if (invitation.revokedAt !== null) return 'invitation_revoked';
  if (invitation.expiresAt <= at) return 'invitation_expired';
  const samePerson = known?.participant_id === invitation.participantId && known.exchange_id === invitation.exchangeId;
  if (known && !samePerson) return 'not_allowed';
  const holder = await trx.selectFrom('devices').select('id').where('token_hash', '=', tokenHash).executeTakeFirst();
  if (holder && holder.id !== deviceId) return 'not_allowed';
  await saveDevice(trx, invitation, redemption);
  await trx
    .updateTable('invitations')
    .set({ used_by_device: deviceId, used_at: at })
    .where('secret_hash', '=', secretHash)
    .execute();
  return invitation;
}

/** A device that signs in again keeps its id, and so its numbers and its outbox (S8). */
async function saveDevice(trx: Kysely<Database>, invitation: StoredInvitation, redemption: Redemption): Promise<void> {
  const { deviceId, deviceName, tokenHash, at } = redemption;
  const renewed = {
    role: invitation.role,
    token_hash: tokenHash,
    name: plainText(deviceName),
    last_seen_at: at,
    revoked_at: null,
  };
  await trx
    .insertInto('devices')
    .values({
      id: deviceId,
      participant_id: invitation.participantId,
      exchange_id: invitation.exchangeId,
      created_at: at,
      ...renewed,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(renewed))
    .execute();
}

async function findInvitation(db: Kysely<Database>, secretHash: string): Promise<StoredInvitation | undefined> {
  const found = await db.selectFrom('invitations').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst();
  if (!found || !sameHash(found.secret_hash, secretHash)) return undefined;
  return {
    secretHash: found.secret_hash,
    participantId: found.participant_id,
    name: found.name,
    exchangeId: found.exchange_id,
    role: found.role,
    expiresAt: found.expires_at,
    usedByDevice: found.used_by_device,
    usedAt: found.used_at,
    revokedAt: found.revoked_at,
  };
}

export function toDevice(row: Selectable<Database['devices']>): Device {
  return {
    id: row.id,
    participantId: row.participant_id,
    exchangeId: row.exchange_id,
    role: row.role,
    name: row.name,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    revokedAt: row.revoked_at,
  };
}
