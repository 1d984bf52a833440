import '../styles/review.css';
import type { Participant } from '#domain/exchange/schema.ts';
import type { ReviewEntry } from '#domain/review/schema.ts';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useApp, useMessages } from '../context.ts';
import { verdictKey } from './review-words.ts';

type TalkProps = {
  talk: readonly ReviewEntry[];
  about: 'expense' | 'report';
  people: ReadonlyMap<string, Participant>;
  /** The ids of what still waits on this device. */
  pending: ReadonlySet<string>;
};

/** Who decided or answered what, and when: the same to the Hub and to the pair, the first turn first. */
export function ReviewTalk({ talk, about, people, pending }: TalkProps) {
  const { t, format } = useMessages();
  const { now } = useApp();
  if (talk.length === 0) return null;
  return (
    <ol class="talk" aria-label={t('review-talk')}>
      {talk.map(({ id, verdict, words, by, at }) => (
        <li key={id} class={`talk-turn talk-${verdict}`}>
          <p class="talk-head">
            <strong>{t(verdictKey(verdict, about))}</strong>
            <span class="subtle small">
              {t('review-by', people.get(by)?.name ?? t('role-hub'), format.ago(Date.parse(at), now()))}
            </span>
            <UnsentMark shown={pending.has(id)} />
          </p>
          {words.trim() !== '' && (
            <p class="prose" dir="auto">
              {words}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
