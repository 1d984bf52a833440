import { useEffect } from 'preact/hooks';
import { readGuide, saveGuide } from '#store/guide.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { newest } from './news.ts';
import type { OnReady } from './today-late-parts.ts';

/** Once after the first sign-in: what Carnet is; once after an update: what is new. Never in the way of anything. */
export function TodayGuideCard({ onReady }: { onReady?: OnReady }) {
  const { t } = useMessages();
  const { db } = useStore();
  const guide = useLive(() => readGuide(db), [db]);
  const isKnown = guide !== undefined;
  useEffect(() => {
    if (isKnown) onReady?.();
  }, [isKnown, onReady]);
  if (!guide || (guide.begun && guide.news === newest)) return null;
  // Who is new here need not be told what has changed.
  const putAway = () => void saveGuide(db, { begun: true, news: newest }).catch(() => undefined);
  const { begun } = guide;
  return (
    <Card level={2} title={t(begun ? 'news-card-title' : 'first-card-title')}>
      <p>{t(begun ? 'news-card-text' : 'first-card-text')}</p>
      <div class="actions">
        <LinkButton href={begun ? '/more/news' : '/first/1'}>
          {t(begun ? 'news-card-open' : 'first-card-open')}
        </LinkButton>
        <Button weight="quiet" onClick={putAway}>
          {t('guide-later')}
        </Button>
      </div>
    </Card>
  );
}
