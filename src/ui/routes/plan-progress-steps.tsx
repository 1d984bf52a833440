import { wallClock } from '#domain/days.ts';
import type { ObjectiveStep } from '#domain/plan/schema.ts';
import { getExchange, participantsById } from '#store/queries/exchange.ts';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';

/** How it went with an objective, the latest first. */
export function ProgressSteps({ steps }: { steps: readonly ObjectiveStep[] }) {
  const { t, format } = useMessages();
  const store = useStore();
  const known = useLive(
    async () => ({ people: await participantsById(store), zone: (await getExchange(store))?.hostZone }),
    [store],
  );
  return (
    <section aria-label={t('objective-history')}>
      <h3>{t('objective-history')}</h3>
      <ol class="progress-steps">
        {steps
          .toSorted((a, b) => b.number - a.number)
          .map(({ id, state, note, participantId, at }) => {
            const { day, time } = wallClock(Date.parse(at), known?.zone ?? 'UTC');
            const when = t('objective-step-when', format.day(day, 'short'), time);
            const name = known?.people.get(participantId)?.name;
            return (
              <li key={id}>
                <p>
                  <strong>{t(`objective-state-${state}`)}</strong>{' '}
                  <span class="subtle small">{[name, when].filter(Boolean).join(' · ')}</span>
                </p>
                {note && (
                  <p class="prose" dir="auto">
                    {note}
                  </p>
                )}
              </li>
            );
          })}
      </ol>
    </section>
  );
}
