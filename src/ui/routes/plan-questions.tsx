import { cdxIconAdd, cdxIconEdit } from '@wikimedia/codex-icons';
import type { Question } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { Button, IconButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { QuestionDialog } from './plan-question-dialog.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { Tick } from './plan-tick.tsx';

/** How many are wanted before the visit (Guidance). */
const wanted = { least: 10, most: 15 };

type QuestionsProps = {
  questions: readonly Question[];
  sessions: readonly Session[];
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  canEdit: boolean;
  editing: string | undefined;
  onEdit: (id: string) => void;
  onClose: () => void;
};

/** The questions that the mentee brings: 10–15 are wanted before the visit (Guidance). */
export function Questions(props: QuestionsProps) {
  const { questions, sessions, unsent, canEdit, editing, onEdit, onClose } = props;
  const { t } = useMessages();
  const saving = useSaving();
  const answered = questions.filter((question) => question.answered).length;
  const sessionsById = new Map(sessions.map((session) => [session.id, session]));
  const add = canEdit && (
    <Button icon={cdxIconAdd} onClick={() => onEdit('new')}>
      {t('question-add')}
    </Button>
  );
  return (
    <Section title={t('question-list')}>
      {questions.length === 0 ? (
        <EmptyState title={t('question-empty-title')} action={add}>
          {t('question-empty-text')}
        </EmptyState>
      ) : (
        <>
          <p class="subtle">
            {t('question-counter', questions.length)}
            {answered > 0 && ` · ${t('question-answered-count', answered)}`}
          </p>
          {questions.length < wanted.least && canEdit && (
            <p class="small plan-hint">
              {t('question-too-few', wanted.least - questions.length)} <HelpLink topic="objectives" />
            </p>
          )}
          {questions.length > wanted.most && canEdit && <p class="small plan-hint">{t('question-too-many')}</p>}
          <p class="subtle small">{t('question-shared')}</p>
          <ul class="list" aria-label={t('question-list')}>
            {questions.map((question) => (
              <QuestionItem
                key={question.id}
                question={question}
                session={sessionsById.get(question.answeredIn ?? '')}
                unsent={unsent.has(question.id)}
                canEdit={canEdit}
                onEdit={() => onEdit(question.id)}
              />
            ))}
          </ul>
          <div class="actions">{add}</div>
        </>
      )}
      <SaveOutcome state={editing ? 'idle' : saving.state} undo={saving.undo} />
      {editing && canEdit && (
        <QuestionDialog key={editing} which={editing} {...{ questions, sessions, saving, onClose }} />
      )}
    </Section>
  );
}

type QuestionItemProps = {
  question: Question;
  /** In which it was answered. */
  session: Session | undefined;
  unsent: boolean;
  canEdit: boolean;
  onEdit: () => void;
};

function QuestionItem({ question, session, unsent, canEdit, onEdit }: QuestionItemProps) {
  const { t } = useMessages();
  const store = useStore();
  const { id, text, answered, answer } = question;
  const tick = (now: boolean) => store.mutate('question.edit', { id, changes: { answered: now } });
  return (
    <li id={`question-${id}`} class="list-item tick-item">
      <div class="tick-row">
        <Tick checked={answered} disabled={!canEdit} write={tick}>
          {text} <UnsentMark shown={unsent} />
        </Tick>
        {canEdit && <IconButton icon={cdxIconEdit} label={t('question-edit-one', text)} onClick={onEdit} />}
      </div>
      {answer && (
        <p class="prose tick-more" dir="auto">
          {answer}
        </p>
      )}
      {session && (
        <p class="tick-more tick-link">
          <a href={`/plan/schedule/${session.id}`}>{t('question-answered-where', session.title)}</a>
        </p>
      )}
    </li>
  );
}
