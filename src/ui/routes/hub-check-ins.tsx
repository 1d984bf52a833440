import '../styles/check-in.css';
import { readCheckIns } from '#store/queries/check-in.ts';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { CheckInThreads } from './check-in-thread.tsx';

/** What participants told the Hub midway, each for themselves, to be answered. */
export function HubCheckIns() {
  const { t } = useMessages();
  const store = useStore();
  const known = useLive(() => readCheckIns(store), [store]);
  if (!known) return null;
  return (
    <Section title={t('check-in-hub-title')}>
      {known.threads.length === 0 ? (
        <p class="subtle">{t('check-in-hub-none')}</p>
      ) : (
        <div class="cdx-card">
          <div class="cdx-card__text">
            <p class="subtle small">{t('check-in-hub-private')}</p>
            <CheckInThreads known={known} />
          </div>
        </div>
      )}
    </Section>
  );
}
