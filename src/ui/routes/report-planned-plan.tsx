import { wallClock } from '#domain/days.ts';
import type { Objective, ObjectiveStep, Question } from '#domain/plan/schema.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { useMessages } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { objectiveTones } from './objective-tones.ts';
import { ProgressDialog } from './plan-progress-dialog.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';

type ObjectivesProps = {
  objectives: readonly Objective[];
  steps: readonly ObjectiveStep[];
  zone: string;
  /** The objective whose outcome is being told, if any. */
  progressing: string | undefined;
  onProgress: (id: string) => void;
  onClose: () => void;
};

/** What each objective has come to, with every step on the way and why; and where that is said. */
export function ObjectiveOutcomes(props: ObjectivesProps) {
  const { objectives, steps, zone, progressing, onProgress, onClose } = props;
  const { t } = useMessages();
  const isPair = useIsPair();
  const saving = useSaving();
  const progressed = isPair ? objectives.find(({ id }) => id === progressing) : undefined;
  const stepsOf = Map.groupBy(
    steps.toSorted((a, b) => a.number - b.number),
    ({ objectiveId }) => objectiveId,
  );
  if (objectives.length === 0) return null;
  return (
    <>
      <h3>{t('planned-objectives')}</h3>
      <ul class="list">
        {objectives.map(({ id, title, state }) => (
          <li key={id} class="list-item planned-objective">
            <p dir="auto" id={`outcome-${id}`}>
              <strong>{title}</strong>
            </p>
            <p class="row">
              <Chip tone={objectiveTones[state]}>{t(`objective-state-${state}`)}</Chip>
              {isPair && (
                <Button
                  weight="quiet"
                  action="progressive"
                  aria-describedby={`outcome-${id}`}
                  onClick={() => onProgress(id)}
                >
                  {t('planned-outcome')}
                </Button>
              )}
            </p>
            <Steps steps={stepsOf.get(id) ?? []} zone={zone} />
          </li>
        ))}
      </ul>
      <SaveOutcome state={progressed ? 'idle' : saving.state} />
      {progressed && (
        <ProgressDialog
          key={progressed.id}
          objective={progressed}
          steps={stepsOf.get(progressed.id) ?? []}
          saving={saving}
          onClose={onClose}
        />
      )}
    </>
  );
}

function Steps({ steps, zone }: { steps: readonly ObjectiveStep[]; zone: string }) {
  const { t, format } = useMessages();
  if (steps.length === 0) return null;
  return (
    <ul class="planned-steps small">
      {steps.map(({ id, state, note, at }) => (
        <li key={id}>
          <span class="subtle">
            {format.day(wallClock(Date.parse(at), zone).day, 'short')} · {t(`objective-state-${state}`)}
          </span>
          {note && (
            <p class="prose" dir="auto">
              {note}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The questions of the mentee that found an answer, and how many did not. */
export function AnsweredQuestions({ questions }: { questions: readonly Question[] }) {
  const { t } = useMessages();
  const answered = questions.filter((question) => question.answered);
  if (questions.length === 0) return null;
  return (
    <details class="planned-day">
      <summary>
        <span>{t('planned-questions')}</span>
        <span class="subtle small">{t('planned-questions-count', answered.length, questions.length)}</span>
      </summary>
      <dl class="planned-answers">
        {answered.map(({ id, text, answer }) => (
          <div key={id}>
            <dt dir="auto">{text}</dt>
            <dd class="prose" dir="auto">
              {answer || t('planned-no-answer')}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
