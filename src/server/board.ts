import { type BoardItem, type BoardRequest, type BoardResponse, boardPageSize } from '#domain/board/protocol.ts';
import { summaryFormat } from '#domain/board/schema.ts';
import { type AnyRow, summarise, summaryKinds } from '#domain/board/summarise.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import { hashOf } from '#domain/signature/content.ts';
import { readReport } from '#domain/signature/texts.ts';
import type { Services } from './services.ts';
import type { BoardLine, KeptSummary } from './storage.ts';

type Deps = Pick<Services, 'storage'>;

/**
 * One page of the board. A summary is kept beside its exchange and made anew only when the exchange has another
 * version, so that a page costs one query however long the exchanges are, and a push costs nothing more.
 */
export async function boardPage(deps: Deps, { after, only, known }: BoardRequest): Promise<BoardResponse> {
  const lines = await deps.storage.board.lines(only ? { only } : { after }, boardPageSize);
  const kept = await keepSummaries(deps, lines);
  const seen = await seenByExchange(
    deps,
    lines.map(({ id }) => id),
  );
  const items = lines.flatMap(({ id }): BoardItem[] => {
    const made = kept.get(id);
    if (!made?.summary) return [];
    const own = seen.get(id) ?? {};
    const stamp = stampOf(made, own);
    // What this server has written there in this format (keepSummaries).
    const entry = { summary: made.summary, seen: own } as NonNullable<BoardItem['entry']>;
    return [known[id] === stamp ? { id, stamp } : { id, stamp, entry }];
  });
  const next = only === undefined && lines.length === boardPageSize ? (lines.at(-1)?.id ?? null) : null;
  return { type: 'board', items, next };
}

async function keepSummaries(deps: Deps, lines: readonly BoardLine[]): Promise<Map<string, KeptSummary>> {
  const summaries = new Map<string, KeptSummary>();
  for (const { id, version, kept } of lines) {
    const isFresh = kept?.version === version && kept.format === summaryFormat;
    summaries.set(id, isFresh ? kept : await sumUp(deps, id));
  }
  return summaries;
}

async function sumUp({ storage }: Deps, exchangeId: string): Promise<KeptSummary> {
  const kept = await storage.read(exchangeId, async (reader) => {
    const rows = byKind(await reader.rowsOf(summaryKinds));
    const summary = (await summarise(rows)) ?? null;
    const kept = { version: await reader.version(), format: summaryFormat };
    if (summary?.report !== 'submitted') return { ...kept, summary };
    // Its words are read only where they decide: whether both sides have signed what stands there now.
    const all = byKind([...(await reader.rowsOf(reportKinds)), ...(await reader.rowsOf(summaryKinds))]);
    return { ...kept, summary: (await summarise(rows, await hashOfReport(all))) ?? null };
  });
  await storage.board.save(exchangeId, kept);
  return kept;
}

/** What a report is made of, beside what a summary is. */
const reportKinds: readonly Kind[] = ['section', 'textUpdate', 'objectiveStep', 'evidence'];

function byKind(found: readonly { kind: string; row: AnyRow }[]): Map<string, AnyRow[]> {
  const rows = new Map<string, AnyRow[]>();
  for (const { kind, row } of found) {
    const group = rows.get(kind);
    if (group) group.push(row);
    else rows.set(kind, [row]);
  }
  return rows;
}

/** Undefined for a report that can't be read: then the signatures stand as they are. */
async function hashOfReport(rows: ReadonlyMap<string, readonly AnyRow[]>): Promise<string | undefined> {
  // The server keeps under a kind only what its schema has let in; a tx lists rows by their ids.
  const list = async <K extends Kind>(kind: K) =>
    ([...(rows.get(kind) ?? [])] as Row<K>[]).sort((a, b) => (a.id < b.id ? -1 : 1));
  try {
    const updates = await list('textUpdate');
    const ofText = async (textId: string) => updates.filter((one) => one.textId === textId).map(({ update }) => update);
    return hashOf(await readReport({ list }, ofText));
  } catch {
    return undefined;
  }
}

async function seenByExchange({ storage }: Deps, ids: readonly string[]): Promise<Map<string, Record<string, string>>> {
  const seen = new Map<string, Record<string, string>>();
  for (const { exchangeId, participantId, at } of await storage.board.lastSeen(ids)) {
    seen.set(exchangeId, { ...seen.get(exchangeId), [participantId]: at });
  }
  return seen;
}

/** Times of last contact are kept to some minutes (auth.ts), so this does not change with every request. */
function stampOf({ version, format }: KeptSummary, seen: Record<string, string>): string {
  const latest = Object.values(seen).sort().at(-1) ?? '';
  return `${format}.${version}.${Object.keys(seen).length}.${latest}`;
}
