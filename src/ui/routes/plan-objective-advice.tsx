import { objectiveAdvice } from '#domain/plan/objective-advice.ts';
import type { Objective } from '#domain/plan/schema.ts';
import { Message } from '../components/message.tsx';
import { useMessages } from '../context.ts';

type AdviceProps = { objective: Parameters<typeof objectiveAdvice>[0] };

/** What would make an objective clearer, as it is being written: advice, which stops nobody from saving it. */
export function ObjectiveAdvice({ objective }: AdviceProps) {
  const { t } = useMessages();
  const advice = objectiveAdvice(objective);
  return (
    <div aria-live="polite">
      {advice.length > 0 && (
        <Message title={t('advice-title')}>
          <ul class="bullets">
            {advice.map((code) => (
              <li key={code}>{t(`advice-${code}`)}</li>
            ))}
          </ul>
        </Message>
      )}
    </div>
  );
}

/** The same in a line, in the list. */
export function AdviceHint({ objective }: { objective: Objective }) {
  const { t } = useMessages();
  const [first] = objectiveAdvice(objective);
  return first ? <p class="small plan-hint">{t(`advice-${first}`)}</p> : null;
}
