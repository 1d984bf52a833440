import { startOfDay, wallClock } from '#domain/days.ts';
import type { TextUpdate } from '#domain/report/schema.ts';
import { type KeptText, keptText } from '#domain/report/version-formats.ts';
import { dayId, keepVersions, versionId } from '#domain/report/versions.ts';
import type { Tx } from '#domain/tx.ts';
import type { Services } from './services.ts';

const dayLength = 24 * 60 * 60_000;

/**
 * Keeps a joint text as it stood before the first edit of the exchange's day (in the host's time zone, by the server's
 * clock; S5), as its daily version. Call it when an edit has been accepted, and before the text is compacted.
 *
 * It has one id per text and day, so that a day has one however often this is called. A text that was begun today has
 * none: by what its updates say of themselves, which a wrong clock can only make a version too many.
 */
export async function keepDailyVersion(
  { clock }: Pick<Services, 'clock'>,
  tx: Tx,
  exchangeId: string,
  edit: { readonly id: string; readonly textId: string },
): Promise<void> {
  const exchange = await tx.get('exchange', exchangeId);
  if (!exchange) return;
  const now = clock().getTime();
  const id = dayId(wallClock(now, exchange.hostZone).day);
  if (await tx.get('textVersion', versionId(edit.textId, id))) return;
  const before = (await tx.list('textUpdate', edit.textId)).filter((row) => row.id !== edit.id);
  const midnight = startOfDay(now, exchange.hostZone);
  const isOfToday = (at: string) => Date.parse(at) >= midnight && Date.parse(at) < midnight + dayLength;
  if (before.some(({ at, since = at }) => isOfToday(at) || isOfToday(since))) return;
  const text = textOf(before);
  if (text === undefined) return;
  const at = new Date(midnight).toISOString();
  await keepVersions(tx, { id, reason: 'daily', authorId: null, at }, [{ textId: edit.textId, ...text }]);
}

/** Undefined when the updates can't be read together: then the edit itself still counts. */
function textOf(rows: readonly TextUpdate[]): KeptText | undefined {
  try {
    return keptText(rows.map(({ update }) => update));
  } catch {
    return undefined;
  }
}
