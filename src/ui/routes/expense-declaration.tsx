import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Expense } from '#domain/expense/schema.ts';
import { lineLimit } from '#domain/scalars.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { TextArea } from '../components/text-input.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useMay } from '../hooks/use-may.ts';
import { type Refusal, useRefusal } from '../hooks/use-refusal.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import type { ExpenseData } from './expense-data.ts';
import { RestoredNotice } from './plan-save.tsx';
import { isOfTheDevice, WayOut } from './way-out.tsx';

type DeclarationProps = { item: ExpenseWithReceipts; data: ExpenseData };

/** In place of a receipt: what one side declares, and the other confirms. */
export function ExpenseDeclaration({ item: { expense, receipts }, data }: DeclarationProps) {
  const { t } = useMessages();
  const store = useStore();
  const mayMake = useMay('declaration.make');
  const refusing = useRefusal();
  const { declaration } = expense;
  const isOther = mayMake && declaration != null && declaration.side !== store.context.role;
  const mayDeclare = mayMake && expense.review !== 'approved' && !isOther;
  if (expense.deletedAt !== null || (receipts.length > 0 && !declaration) || (!declaration && !mayDeclare)) return null;

  const confirm = () => {
    const said = { by: store.context.participantId, at: store.instant(), revision: expense.revision ?? 0 };
    return refusing.run(() => store.mutate('declaration.confirm', { expenseId: expense.id, ...said }));
  };
  return (
    <Section title={t('declaration-title')}>
      <DeclarationWords expense={expense} data={data} />
      {isOther && !declaration.confirmed && (
        <>
          <p>{t('declaration-confirm-text')}</p>
          <div class="actions">
            <Button weight="primary" onClick={() => void confirm()}>
              {t('declaration-confirm')}
            </Button>
          </div>
        </>
      )}
      {mayDeclare && (
        <details class="more-fields">
          <summary>{t(declaration ? 'declaration-again' : 'declaration-open')}</summary>
          <DeclarationForm expense={expense} refusing={refusing} />
        </details>
      )}
      {refusing.refusal && (
        <Message type="error" announce>
          {t(reasonKey(refusing.refusal))}
        </Message>
      )}
    </Section>
  );
}

/** What was declared, by whom, and whether the other side has confirmed it. */
export function DeclarationWords({ expense, data }: { expense: Expense; data: ExpenseData }) {
  const { t, format } = useMessages();
  const { now } = useApp();
  const { declaration } = expense;
  if (!declaration) return null;
  const words = (by: string, at: string) =>
    [data.people.get(by)?.name ?? '', format.ago(Date.parse(at), now())] as const;
  const { reason, by, at, confirmed } = declaration;
  return (
    <div class="stack-tight">
      <p class="prose" dir="auto">
        {reason}
      </p>
      <p class="subtle small">
        {t('declaration-by', ...words(by, at))}
        {' · '}
        {confirmed ? t('declaration-confirmed', ...words(confirmed.by, confirmed.at)) : t('declaration-unconfirmed')}{' '}
        <UnsentMark shown={data.pending.has(expense.id)} />
      </p>
    </div>
  );
}

const draftSchema = z.object({ reason: z.optional(z.string()) });
const blank: { reason: string } = { reason: '' };

/** The reason is kept while it is typed. */
function DeclarationForm({ expense, refusing }: { expense: Expense; refusing: Refusal }) {
  const { t } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const draft = useDraft(`declaration/${expense.id}`, draftSchema, correction.pending ? undefined : blank);
  const [isChecked, setChecked] = useState(false);
  const reason = draft.value?.reason ?? '';
  const isMissing = isChecked && reason.trim() === '';

  async function declare(): Promise<void> {
    setChecked(true);
    if (reason.trim() === '') return;
    const said = { by: store.context.participantId, at: store.instant(), reason: reason.trim() };
    const write = () => store.mutate('declaration.make', { expenseId: expense.id, ...said });
    if (!(await refusing.run(write))) return;
    setChecked(false);
    await draft.finish({ reason });
    await draft.forget({ reason });
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!draft.value) return null;
  const { refusal } = refusing;
  return (
    <form
      class="answer-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void declare();
      }}
    >
      <p>{t('declaration-text')}</p>
      <RestoredNotice edits={draft} />
      <Field label={t('declaration-reason')} error={isMissing ? t('declaration-reason-missing') : undefined}>
        <TextArea value={reason} rows={2} maxLength={lineLimit} onInput={(text) => draft.change({ reason: text })} />
      </Field>
      <div class="actions">
        <Button type="submit">{t('declaration-make')}</Button>
        <WayOut state={refusal && isOfTheDevice(refusal.code) ? refusal.code : null} words={[reason]} />
      </div>
    </form>
  );
}
