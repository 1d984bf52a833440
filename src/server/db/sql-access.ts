import { type Kysely, sql } from 'kysely';
import type { Standing } from '#domain/access/messages.ts';
import { type Participant, participantSchema } from '#domain/exchange/schema.ts';
import { sameHash } from '../secrets.ts';
import type { AccessStorage, Device, LinkedAccount, PersonKey, TypedInvitation } from '../storage.ts';
import { plainText } from './plain-text.ts';
import type { Database } from './schema.ts';
import { toDevice } from './sql-sign-ins.ts';

/** Invitations as the Hub sees them, and devices as their owners do. */
export class SqlAccess implements AccessStorage {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async invite(invitation: TypedInvitation): Promise<void> {
    const { purpose, createdAt } = invitation;
    await this.#db.transaction().execute(async (trx) => {
      await endUnused(trx, invitation, createdAt, purpose);
      await trx
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
          code_hash: invitation.codeHash,
          purpose,
          created_at: createdAt,
          revoked_at: null,
        })
        .execute();
    });
  }

  async findByCode(codeHash: string): Promise<string | undefined> {
    const found = await this.#db
      .selectFrom('invitations')
      .select(['secret_hash', (row) => row.ref('code_hash').$notNull().as('code_hash')])
      .where('code_hash', '=', codeHash)
      .executeTakeFirst();
    return found && sameHash(found.code_hash, codeHash) ? found.secret_hash : undefined;
  }

  async revoke(person: PersonKey, at: string, devices: boolean): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await endUnused(trx, person, at);
      if (!devices) return;
      await trx
        .updateTable('devices')
        .set({ revoked_at: at })
        .where('participant_id', '=', person.participantId)
        .where(isIn(person.exchangeId))
        .where('revoked_at', 'is', null)
        .execute();
      // Otherwise whoever holds the account would be back at once.
      await deleteAccount(trx, person);
    });
  }

  async linkAccount(person: PersonKey & Pick<Device, 'role'>, account: LinkedAccount): Promise<void> {
    const linked = { subject: account.subject, username: plainText(account.username), linked_at: account.linkedAt };
    await this.#db
      .insertInto('accounts')
      .values({ participant_id: person.participantId, exchange_key: keyOf(person), role: person.role, ...linked })
      .onConflict((conflict) => conflict.columns(['exchange_key', 'participant_id']).doUpdateSet(linked))
      .execute();
  }

  unlinkAccount(person: PersonKey): Promise<void> {
    return deleteAccount(this.#db, person);
  }

  async accountOf(person: PersonKey): Promise<LinkedAccount | undefined> {
    const found = await this.#db
      .selectFrom('accounts')
      .selectAll()
      .where('exchange_key', '=', keyOf(person))
      .where('participant_id', '=', person.participantId)
      .executeTakeFirst();
    return found && { subject: found.subject, username: found.username, linkedAt: found.linked_at };
  }

  async peopleOfAccount(subject: string): Promise<(PersonKey & Pick<Device, 'role'>)[]> {
    const found = await this.#db.selectFrom('accounts').selectAll().where('subject', '=', subject).execute();
    return found.map((row) => ({
      exchangeId: row.exchange_key === '' ? null : row.exchange_key,
      participantId: row.participant_id,
      role: row.role,
    }));
  }

  async standings(exchangeId: string | null, at: string): Promise<Standing[]> {
    const invitations = await this.#db
      .selectFrom('invitations')
      .selectAll()
      .where(isIn(exchangeId))
      .where((row) => row.or([row('purpose', '=', 'invite'), row('purpose', 'is', null)]))
      .orderBy('created_at')
      .execute();
    const seen = await this.#db
      .selectFrom('devices')
      .select((row) => ['participant_id', row.fn.countAll<number>().as('count'), row.fn.max('last_seen_at').as('last')])
      .where(isIn(exchangeId))
      .where('revoked_at', 'is', null)
      .groupBy('participant_id')
      .execute();
    // The last one made for each person.
    const latest = new Map(invitations.map((row) => [row.participant_id, row]));
    const devices = new Map(seen.map((row) => [row.participant_id, row]));
    return [...latest.values()].map((row) => ({
      participantId: row.participant_id,
      name: row.name,
      role: row.role,
      state: stateOf(row, at),
      // One of a version that did not note when: its end is all that is known.
      sentAt: row.created_at ?? row.expires_at,
      expiresAt: row.expires_at,
      devices: Number(devices.get(row.participant_id)?.count ?? 0),
      lastSeenAt: devices.get(row.participant_id)?.last ?? null,
    }));
  }

  async devicesOf({ exchangeId, participantId }: PersonKey): Promise<Device[]> {
    const found = await this.#db
      .selectFrom('devices')
      .selectAll()
      .where('participant_id', '=', participantId)
      .where(isIn(exchangeId))
      .where('revoked_at', 'is', null)
      .orderBy('last_seen_at', 'desc')
      .execute();
    return found.map(toDevice);
  }

  async nameOf({ exchangeId, participantId }: PersonKey): Promise<string | undefined> {
    const found = await this.#db
      .selectFrom('invitations')
      .select('name')
      .where('participant_id', '=', participantId)
      .where(isIn(exchangeId))
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return found?.name;
  }

  async participantOf(exchangeId: string, participantId: string): Promise<Participant | undefined> {
    const found = await this.#db
      .selectFrom('rows')
      .select('value')
      .where('exchange_id', '=', exchangeId)
      .where('kind', '=', 'participant')
      .where('id', '=', participantId)
      .executeTakeFirst();
    const parsed = participantSchema.safeParse(JSON.parse(found?.value ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  }
}

function keyOf({ exchangeId }: PersonKey): string {
  return exchangeId ?? '';
}

async function deleteAccount(db: Kysely<Database>, person: PersonKey): Promise<void> {
  await db
    .deleteFrom('accounts')
    .where('exchange_key', '=', keyOf(person))
    .where('participant_id', '=', person.participantId)
    .execute();
}

/** What a person has been sent and has not used opens nothing any more. */
async function endUnused(
  db: Kysely<Database>,
  { exchangeId, participantId }: PersonKey,
  at: string,
  purpose?: TypedInvitation['purpose'],
): Promise<void> {
  const unused = db
    .updateTable('invitations')
    .set({ revoked_at: at })
    .where('participant_id', '=', participantId)
    .where(isIn(exchangeId))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null);
  // A device's link is short-lived and its owner's; the Hub's new invitation ends all.
  await (purpose === 'device' ? unused.where('purpose', '=', purpose) : unused).execute();
}

/** SQL's `=` knows no null, and what PostgreSQL has beside it uses no index. */
function isIn(exchangeId: string | null) {
  return exchangeId === null ? sql<boolean>`exchange_id is null` : sql<boolean>`exchange_id = ${exchangeId}`;
}

type Dates = Pick<Database['invitations'], 'used_at' | 'revoked_at' | 'expires_at'>;

function stateOf({ used_at, revoked_at, expires_at }: Dates, at: string): Standing['state'] {
  if (used_at !== null) return 'used';
  if (revoked_at !== null) return 'revoked';
  return expires_at <= at ? 'expired' : 'waiting';
}
