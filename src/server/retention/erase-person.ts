import { hashOf } from '#domain/agreement/content.ts';
import { isKind, type Kind, type Row, rowSchemas } from '#domain/kinds.ts';
import { erasedName } from '#domain/retention/retention.ts';
import { boardPage } from '../board.ts';
import type { Services } from '../services.ts';
import type { ExchangeWriter, VersionedChange } from '../storage.ts';
import { keepRecord } from './record.ts';
import { mentions, type Redact, redactor } from './redact.ts';

type Deps = Pick<Services, 'storage' | 'clock' | 'random' | 'events'>;

/** What was erased in one exchange, or would be. */
export type ErasedExchange = {
  readonly exchangeId: string;
  /** Rows that are gone: check-ins, personal items, notes. */
  readonly removed: number;
  /** Rows that stay, without the name. */
  readonly changed: number;
  /** Entries of the log whose words were taken out. */
  readonly log: number;
};

export type ErasedPerson = {
  readonly exchanges: readonly ErasedExchange[];
  readonly devices: number;
  readonly invitations: number;
};

/**
 * Erases a person's data, as they may ask: their name, username and community, their check-ins, personal items,
 * notes and the words of their comments, their devices and sign-ins, and what the log says of all that. The accounts stay (expenses, receipts, the
 * report), and under an id what they did. Phones get it by the pull, like any change.
 *
 * @throws StorageError when the store fails; asked again, it goes on where it stopped
 */
export async function erasePerson(deps: Deps, participantId: string, dryRun: boolean): Promise<ErasedPerson> {
  const { people } = deps.storage;
  const { devices, invitations, accounts } = await people.belongingsOf(participantId);
  const names = [...invitations.map(({ name }) => name), ...accounts.map(({ username }) => username)];
  const exchanges: ErasedExchange[] = [];
  for (const exchangeId of await people.exchangesOf(participantId))
    exchanges.push(await eraseIn(deps, exchangeId, { participantId, names, dryRun }));
  // Last: until then it is known in which exchanges the person was.
  if (!dryRun) {
    await people.deleteBelongings(participantId);
    await renewSummaries(deps, exchanges);
  }
  return { exchanges, devices: devices.length, invitations: invitations.length };
}

/** The board keeps names in its summaries, which are made anew when they are read next. */
async function renewSummaries({ storage }: Deps, exchanges: readonly ErasedExchange[]): Promise<void> {
  for (const { exchangeId } of exchanges)
    await boardPage({ storage }, { type: 'board', after: null, only: [exchangeId], known: {} });
}

type Erasure = { participantId: string; names: readonly string[]; dryRun: boolean };

async function eraseIn(deps: Deps, exchangeId: string, erasure: Erasure): Promise<ErasedExchange> {
  const { participantId, dryRun } = erasure;
  if (dryRun) {
    const plan = await deps.storage.read(exchangeId, async (reader) =>
      planOf(await reader.changedSince(0, Number.MAX_SAFE_INTEGER), erasure),
    );
    return { exchangeId, removed: plan.removed.length, changed: plan.changed.length, log: 0 };
  }
  const { version, ...erased } = await deps.storage.write(exchangeId, async (writer) => {
    const plan = planOf(await writer.changedSince(0, Number.MAX_SAFE_INTEGER), erasure);
    const version = (await writer.version()) + 1;
    const tx = writer.txAt(version);
    for (const { kind, id } of plan.removed) await tx.delete(kind, id);
    // What the row was, with other words: the same fields of the same types.
    for (const { kind, row } of plan.changed) await tx.put(kind, row as Row);
    const log = await redactLog(writer, participantId, plan);
    if (plan.removed.length + plan.changed.length + log === 0) return { exchangeId, version: 0, ...nothing };
    const counts = { removed: plan.removed.length, changed: plan.changed.length, log };
    await keepRecord(deps, writer, version, { name: 'participant.erase', args: { id: participantId, ...counts } });
    return { exchangeId, version, ...counts };
  });
  if (version > 0) deps.events.publish({ type: 'changed', exchangeId, version });
  return erased;
}

const nothing = { removed: 0, changed: 0, log: 0 };

type Plan = {
  removed: { kind: Kind; id: string }[];
  changed: { kind: Kind; row: Record<string, unknown> }[];
  redact: Redact;
};

type Present = { kind: Kind; id: string; row: Record<string, unknown> };

function planOf(changes: readonly VersionedChange[], { participantId, names }: Erasure): Plan {
  const rows = changes.flatMap(({ kind, id, row }): Present[] => (row && isKind(kind) ? [{ kind, id, row }] : []));
  const person = rows.find(({ kind, id }) => kind === 'participant' && id === participantId)?.row;
  const own = person && person.name !== erasedName ? [String(person.name), String(person.username)] : [];
  // Whoever is called the same keeps their name, and so does every text that may mean them.
  const others = rows.filter(({ kind, id }) => kind === 'participant' && id !== participantId);
  const taken = new Set(others.flatMap(({ row }) => [row.name, row.username]));
  const redact = redactor([...names, ...own].filter((name) => !taken.has(name)));
  const removed = rows.filter((present) => isPersonal(present, participantId));
  const gone = new Set(removed.map(({ id }) => id));
  const kept = rows.filter(({ id }) => !gone.has(id));
  const redacted = kept.map((present) => ({ ...present, row: redactRow(present, participantId, redact, person) }));
  const changed = keepAgreements(redacted).filter(
    ({ row }, index) => JSON.stringify(row) !== JSON.stringify(kept[index]?.row),
  );
  return { removed, changed, redact };
}

/** What only the person (and the Hub) can read, and notes that they wrote. */
function isPersonal({ kind, row }: Present, participantId: string): boolean {
  if (Array.isArray(row.onlyFor)) return row.onlyFor.includes(participantId);
  if (kind === 'note') return row.createdBy === participantId;
  return kind === 'callNote' && row.participantId === participantId;
}

/** What they said about the joint texts: its place stays, since others may have answered there; its words do not. */
function isRemarkOf({ kind, row }: Pick<Present, 'kind' | 'row'>, participantId: string): boolean {
  return (kind === 'comment' || kind === 'commentReply') && row.participantId === participantId;
}

function redactRow(
  { kind, id, row }: Present,
  participantId: string,
  redact: Redact,
  person: Record<string, unknown> | undefined,
): Record<string, unknown> {
  // Bytes of a joint text: a name in it is a matter for those who write it.
  if (kind === 'textUpdate') return row;
  if (kind === 'participant') return id === participantId ? { ...row, ...nobody } : row;
  if (isRemarkOf({ kind, row }, participantId)) return { ...row, words: '', removedAt: row.removedAt ?? row.at };
  const redacted = redactFields(kind, row, redact);
  if (kind === 'agreement') {
    const { content, ...rest } = redacted;
    return content === undefined ? rest : { ...rest, content: renamed(content, participantId) };
  }
  if (kind === 'practicalities' && person && String(row.emergencyName).includes(String(person.name)))
    return { ...redacted, emergencyName: '', emergencyPhone: '' };
  return redacted;
}

const nobody = { name: erasedName, community: '', username: '' };

/** A name may also be a word of ours, such as a category, or too short for what replaces it: such a field stays. */
function redactFields(kind: Kind, row: Record<string, unknown>, redact: Redact): Record<string, unknown> {
  const next = { ...row };
  for (const [field, value] of Object.entries(row)) {
    next[field] = redact(value);
    if (!rowSchemas[kind].safeParse(next).success) next[field] = value;
  }
  return next;
}

/** The person within an agreed content, whether their name is found in it or not. */
function renamed(content: unknown, participantId: string): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((item) =>
    item.kind === 'participant' && item.id === participantId
      ? { ...item, values: { ...item.values, name: erasedName } }
      : item,
  );
}

/** The agreed content names people, and an agreement is to its hash: both change together, so that it stays one. */
function keepAgreements(rows: readonly Present[]): Present[] {
  const hashes = new Map<unknown, string>();
  for (const { kind, row } of rows) {
    // Its schema was kept when it was written.
    if (kind === 'agreement' && row.content) hashes.set(row.hash, hashOf((row as Row<'agreement'>).content ?? []));
  }
  return rows.map((present) => {
    const hash = present.kind === 'agreement' ? hashes.get(present.row.hash) : undefined;
    return hash === undefined ? present : { ...present, row: { ...present.row, hash } };
  });
}

/** What the log said of rows that are gone, and names; who did what, and when, stays. */
function redactLog(writer: ExchangeWriter, participantId: string, { removed, changed, redact }: Plan): Promise<number> {
  const gone = new Set(removed.map(({ id }) => id));
  const remarks = changed.filter((present) => isRemarkOf(present, participantId));
  const wordless = new Set(remarks.map(({ row }) => String(row.id)));
  return writer.rewriteLog(({ name, args }) => {
    if (mentions(args, gone)) return { erased: true };
    // Not what others answered: that names the comment as its `commentId`.
    if (name.startsWith('comment.') && isAbout(args, wordless)) return { erased: true };
    const isOfPerson = name.startsWith('participant.') && mentions(args, new Set([participantId]));
    if (isOfPerson && name !== 'participant.erase') return { id: participantId, erased: true };
    return name === 'text.edit' ? args : redact(args);
  });
}

function isAbout(args: unknown, ids: ReadonlySet<string>): boolean {
  return typeof args === 'object' && args !== null && 'id' in args && ids.has(String(args.id));
}
