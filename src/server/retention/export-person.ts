import { mayRead } from '#domain/private.ts';
import type { Role } from '#domain/scalars.ts';
import type { Services } from '../services.ts';
import type { ExchangeReader, LogEntry } from '../storage.ts';
import type { Belongings } from './ports.ts';
import { mentions, redactor } from './redact.ts';

const pageEntries = 500;

export type PersonsExchange = {
  readonly id: string;
  /** Rows that they wrote or that name them. */
  readonly rows: readonly { kind: string; row: Record<string, unknown> }[];
  /** What they sent, and what others sent that names them; newest first. */
  readonly log: readonly LogEntry[];
};

/** All that the server keeps of a person, as they may have it: none of what others keep to themselves, and no secrets. */
export type PersonsData = Belongings & {
  readonly participantId: string;
  readonly exchanges: readonly PersonsExchange[];
};

export async function exportPerson(
  { storage }: Pick<Services, 'storage'>,
  participantId: string,
): Promise<PersonsData> {
  const belongings = await storage.people.belongingsOf(participantId);
  const exchanges: PersonsExchange[] = [];
  for (const exchangeId of await storage.people.exchangesOf(participantId)) {
    const found = await storage.read(exchangeId, (reader) => readExchange(reader, participantId, belongings));
    exchanges.push({ id: exchangeId, ...found });
  }
  return { participantId, ...belongings, exchanges };
}

async function readExchange(
  reader: ExchangeReader,
  participantId: string,
  { devices, invitations, accounts }: Belongings,
): Promise<Omit<PersonsExchange, 'id'>> {
  const changes = await reader.changedSince(0, Number.MAX_SAFE_INTEGER);
  const present = changes.flatMap(({ kind, row }) => (row ? [{ kind, row }] : []));
  const person = present.find(({ kind, row }) => kind === 'participant' && row.id === participantId)?.row;
  const role = roleOf(person, devices[0]?.role ?? invitations[0]?.role);
  const names = [...invitations.map(({ name }) => name), ...accounts.map(({ username }) => username)];
  const redact = redactor([...names, ...(person ? [String(person.name), String(person.username)] : [])]);
  const ids = new Set([participantId]);
  // A name that would be redacted is one that stands there.
  const isAbout = (value: unknown) => mentions(value, ids) || JSON.stringify(redact(value)) !== JSON.stringify(value);
  const isReadable = (value: object) => mayRead({ ...value }, { participantId, role });
  return {
    rows: present.filter(({ row }) => isReadable(row) && isAbout(row)),
    log: await readLog(reader, (entry) => {
      if (entry.participantId === participantId) return true;
      // What others said in private is not in the args by its readers: only what names the person by their id.
      const { args } = entry;
      return typeof args === 'object' && args !== null && isReadable(args) && mentions(args, ids);
    }),
  };
}

function roleOf(person: Record<string, unknown> | undefined, otherwise: Role | undefined): Role {
  const role = person?.role ?? otherwise;
  return role === 'mentor' || role === 'hub' ? role : 'mentee';
}

async function readLog(reader: ExchangeReader, isOf: (entry: LogEntry) => boolean): Promise<LogEntry[]> {
  const all = { participantId: null, noun: null };
  const found: LogEntry[] = [];
  for (let before: LogEntry | null = null; ; ) {
    const page: LogEntry[] = await reader.logBefore(before, all, pageEntries);
    found.push(...page.filter(isOf));
    before = page.at(-1) ?? null;
    if (page.length < pageEntries) return found;
  }
}
