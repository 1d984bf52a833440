import type { Participant } from '#domain/exchange/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';

/** Who takes part, when it is not everybody; '' for all. */
export function attendeeWords(
  { attendeeIds = [] }: Pick<Session, 'attendeeIds'>,
  people: ReadonlyMap<string, Participant>,
  t: Translate,
  format: Format,
): string {
  const names = attendeeIds.flatMap((id) => people.get(id)?.name ?? []);
  return names.length === 0 ? '' : t('session-for', format.list(names));
}

/** “Kyiv” of `Europe/Kyiv`: no interface names the city of a zone in other languages. */
export function zoneCity(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
}
