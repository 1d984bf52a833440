import type { ExchangeFields } from '#domain/creation/fields.ts';
import type { Translate } from '../i18n/i18n.ts';

type Travel = Pick<ExchangeFields, 'format' | 'menteeCommunity' | 'mentorCommunity' | 'hostCity'>;

/** Who travels to whom, and where: “A → B · Brno”. */
export function travelOf({ format, menteeCommunity, mentorCommunity, hostCity }: Travel, t: Translate): string {
  const [from, to] =
    format === 'mentor-travels' ? [mentorCommunity, menteeCommunity] : [menteeCommunity, mentorCommunity];
  return t('hub-where', from, to, hostCity);
}
