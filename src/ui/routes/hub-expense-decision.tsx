import { cdxIconCheck, cdxIconClose, cdxIconHelp, cdxIconUndo } from '@wikimedia/codex-icons';
import { useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { missingDetails } from '#domain/expense/totals.ts';
import type { Verdict } from '#domain/review/schema.ts';
import { reviewOf } from '#domain/review/totals.ts';
import { proseLimit } from '#domain/scalars.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useRefusal } from '../hooks/use-refusal.ts';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { FormNotice } from './correction-notice.tsx';
import type { HubExchangeData } from './hub-exchange-data.ts';
import { isOfTheDevice, WayOut } from './way-out.tsx';

const draftSchema = z.object({ words: z.optional(z.string()) });
const blank: { words: string } = { words: '' };

type DecisionProps = { item: ExpenseWithReceipts; data: HubExchangeData; onNext: () => void };

/**
 * Approve, ask or reject; the words are kept while they are typed, and go with whatever is decided. A, Q, R and N do
 * the same from the keyboard.
 */
export function ExpenseDecision({ item: { expense }, data, onNext }: DecisionProps) {
  const { t } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const usual = `review/${expense.id}`;
  const draft = useDraft(correction.key(usual), draftSchema, correction.pending ? undefined : blank);
  const { refusal, run, clear } = useRefusal();
  const [wordless, setWordless] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const words = draft.value?.words ?? '';
  const state = reviewOf(expense);
  const incomplete = missingDetails(expense).length > 0;

  async function decide(verdict: Verdict): Promise<void> {
    const needed = verdict === 'queried' || verdict === 'rejected';
    setWordless(needed && words.trim() === '');
    if (needed && words.trim() === '') return form.current?.querySelector('textarea')?.focus();
    const said = { id: store.newId(), by: store.context.participantId, at: store.instant(), words: words.trim() };
    const args = { ...said, expenseId: expense.id, verdict, revision: expense.revision ?? 0 };
    const write: Write = { name: 'expense.review', args };
    if (!(await run(() => correction.write([write])))) return;
    await draft.finish({ words });
    if (correction.rejection) return correction.leave(() => undefined);
    if (verdict !== 'reopened') onNext();
  }

  useShortcuts(form, {
    a: () => !incomplete && state !== 'approved' && void decide('approved'),
    q: () => (words.trim() ? void decide('queried') : form.current?.querySelector('textarea')?.focus()),
    r: () => (words.trim() ? void decide('rejected') : form.current?.querySelector('textarea')?.focus()),
    n: onNext,
  });

  // A form that shows before its draft is known would swallow the first letters.
  if (!draft.value || expense.deletedAt !== null) return null;
  return (
    <form ref={form} class="hub-decision" noValidate onSubmit={(event) => event.preventDefault()}>
      <FormNotice correction={correction} edits={draft} />
      <Field
        label={t('hub-decision-words')}
        description={t('hub-decision-words-hint')}
        error={wordless && words.trim() === '' ? t('rule-review-words') : undefined}
      >
        <TextArea
          value={words}
          rows={2}
          maxLength={proseLimit}
          onInput={(text) => {
            clear();
            draft.change({ words: text });
          }}
        />
      </Field>
      {incomplete && state !== 'approved' && <p class="small">{t('rule-expense-incomplete')}</p>}
      <div class="actions">
        {state !== 'approved' && (
          <Button
            weight="primary"
            icon={cdxIconCheck}
            disabled={incomplete}
            aria-keyshortcuts="A"
            onClick={() => void decide('approved')}
          >
            {t('hub-decision-approve')}
          </Button>
        )}
        <Button icon={cdxIconHelp} aria-keyshortcuts="Q" onClick={() => void decide('queried')}>
          {t('hub-decision-query')}
        </Button>
        {state !== 'rejected' && (
          <Button
            icon={cdxIconClose}
            action="destructive"
            aria-keyshortcuts="R"
            onClick={() => void decide('rejected')}
          >
            {t('hub-decision-reject')}
          </Button>
        )}
        {(state === 'approved' || state === 'rejected') && (
          <Button weight="quiet" icon={cdxIconUndo} onClick={() => void decide('reopened')}>
            {t('hub-decision-reopen')}
          </Button>
        )}
      </div>
      {refusal && (
        <Message type="error" announce>
          {t(reasonKey(refusal))}
        </Message>
      )}
      <WayOut state={refusal && isOfTheDevice(refusal.code) ? refusal.code : null} words={[words]} />
      <div class="row hub-decision-next">
        {data.toReview.some((other) => other.expense.id !== expense.id) && (
          <Button weight="quiet" action="progressive" aria-keyshortcuts="N" onClick={onNext}>
            {t('hub-decision-next')}
          </Button>
        )}
        <p class="subtle small hub-keys">{t('hub-decision-keys')}</p>
      </div>
    </form>
  );
}
