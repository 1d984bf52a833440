import { slimArgs, type TrailRequest, type TrailResponse, trailPageSize } from '#domain/trail/trail.ts';
import { seedDeviceId } from './seed.ts';
import type { Services } from './services.ts';
import type { LogEntry } from './storage.ts';

/** One page of an exchange's audit trail, newest first. */
export async function trailPage(
  { storage }: Pick<Services, 'storage'>,
  { exchangeId, before, participantId, noun }: TrailRequest,
): Promise<TrailResponse> {
  const { log, people } = await storage.read(exchangeId, async (reader) => ({
    log: await reader.logBefore(before, { participantId, noun }, trailPageSize + 1),
    people: await reader.rowsOf(['participant']),
  }));
  const page = log.slice(0, trailPageSize);
  const invited = await storage.board.namesOf([...new Set(page.map((entry) => entry.participantId))]);
  const present = people.map(({ row }) => [String(row.id), String(row.name)] as const);
  const last = log.length > trailPageSize ? page.at(-1) : undefined;
  return {
    type: 'trail',
    entries: page.map(toEntry),
    // As they are called in the exchange; who is none of its people is known by an invitation.
    names: Object.fromEntries([[seedDeviceId, 'Carnet'], ...invited, ...present]),
    next: last ? placeOf(last) : null,
  };
}

function toEntry({ mutationId, receivedAt, participantId, name, args, rejection }: LogEntry) {
  return {
    id: mutationId,
    at: receivedAt,
    participantId,
    name,
    args: slimArgs(args),
    code: rejection?.code ?? null,
  };
}

function placeOf({ version, receivedAt, deviceId, seq }: LogEntry) {
  return { version, receivedAt, deviceId, seq };
}
