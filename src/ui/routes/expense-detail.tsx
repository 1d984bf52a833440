import { cdxIconArticle, cdxIconTrash, cdxIconUndo } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode, type Rejection } from '#domain/errors.ts';
import type { StoredRejection } from '#store/db.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useMay } from '../hooks/use-may.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { ExpenseChecks } from './expense-checks.tsx';
import type { ExpenseData } from './expense-data.ts';
import { ExpenseDeclaration } from './expense-declaration.tsx';
import { ExpenseFacts } from './expense-facts.tsx';
import { ExpenseForm } from './expense-form.tsx';
import { ExpenseTalk } from './expense-review.tsx';
import { StateChips } from './expense-row.tsx';
import { SubmittedLine } from './expense-submitted.tsx';
import { PictureBefore } from './picture-before.tsx';
import { AddReceipt } from './receipt-add.tsx';
import { ReceiptGallery } from './receipt-gallery.tsx';

type ExpenseDetailProps = { item: ExpenseWithReceipts; data: ExpenseData };

export function ExpenseDetail({ item, data }: ExpenseDetailProps) {
  const { t } = useMessages();
  const store = useStore();
  const { expense } = item;
  const mayEdit = useMay('expense.edit');
  const mayDelete = useMay('expense.delete');
  const correction = useCorrection();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const refused = data.refused.get(expense.id);

  function run(write: Promise<Rejection | undefined>): void {
    write.then(
      (rejection) => setFailure(rejection?.code ?? null),
      (error: unknown) => setFailure(codeOf(error)),
    );
  }

  return (
    <div class="expense-detail page-body">
      <div class="row expense-chips">
        <StateChips item={item} data={data} />
      </div>
      {refused && !correction.rejection && <Refused rejection={refused} />}
      {expense.deletedAt !== null && (
        <Message type="warning" title={t('expense-deleted-title')} announce>
          <p>{t('expense-deleted-text')}</p>
          {mayDelete && (
            <Button icon={cdxIconUndo} onClick={() => run(store.mutate('expense.restore', { id: expense.id }))}>
              {t('expense-undo')}
            </Button>
          )}
        </Message>
      )}
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      <SubmittedLine expense={expense} data={data} />
      <ExpenseTalk expense={expense} data={data} />
      <ExpenseChecks expense={expense} data={data} />
      <Receipts item={item} data={data} mayAdd={mayEdit && expense.deletedAt === null} />
      <ExpenseDeclaration item={item} data={data} />
      {expense.deletedAt === null && mayEdit ? (
        <Section title={t('expense-details')}>
          <ExpenseForm expense={expense} data={data} />
          {mayDelete && (
            <div class="expense-delete">
              <Button
                weight="quiet"
                action="destructive"
                icon={cdxIconTrash}
                onClick={() => run(store.mutate('expense.delete', { id: expense.id, at: store.instant() }))}
              >
                {t('expense-delete')}
              </Button>
            </div>
          )}
        </Section>
      ) : (
        <Section title={t('expense-details')}>
          <ExpenseFacts expense={expense} data={data} />
        </Section>
      )}
    </div>
  );
}

function Receipts({ item: { expense, receipts }, data, mayAdd }: ExpenseDetailProps & { mayAdd: boolean }) {
  const { t } = useMessages();
  const [saved, setSaved] = useState(useFreshCapture(receipts));
  const pdf = saved === 1 && receipts.at(-1)?.type === 'application/pdf';
  return (
    <Section title={t('expense-receipt')}>
      {/* Here from the start, so that a screen reader notices the words when they come. */}
      <div aria-live="polite">
        {saved > 0 && <Message type="success">{pdf ? t('receipt-saved-file') : t('receipt-saved', saved)}</Message>}
      </div>
      {mayAdd && <PictureBefore receipts={receipts} />}
      {receipts.length > 0 ? (
        <ReceiptGallery receipts={receipts} pending={data.pending} mayEdit={mayAdd} />
      ) : (
        <p class="subtle">{t('expense-no-receipt-text')}</p>
      )}
      {mayAdd && (
        <div class="actions">
          <AddReceipt
            expenseId={expense.id}
            label={receipts.length > 0 ? t('receipt-another-page') : t('receipt-take-photo')}
            onSaved={setSaved}
          />
          <AddReceipt
            expenseId={expense.id}
            from="files"
            icon={cdxIconArticle}
            label={t('receipt-choose-files')}
            onSaved={setSaved}
          />
          {saved > 0 && <AddReceipt weight="quiet" label={t('burst-next')} />}
        </div>
      )}
    </Section>
  );
}

/** Files taken within this time before the page opened are the reason why it opened. */
const freshFor = 60_000;

/** How many pages were captured here a moment ago: the page then begins by saying that they are safe. */
function useFreshCapture(receipts: ExpenseWithReceipts['receipts']): number {
  const store = useStore();
  const [fresh] = useState(() => {
    const { participantId } = store.context;
    const since = store.now() - freshFor;
    return receipts.filter(({ createdBy, createdAt }) => createdBy === participantId && Date.parse(createdAt) > since)
      .length;
  });
  return fresh;
}

/** Why the server refused a change to this expense; what was typed waits under “Needs attention”. */
function Refused({ rejection }: { rejection: StoredRejection }) {
  const { t } = useMessages();
  return (
    <Message type="error" title={t('expense-refused')}>
      <p>{t(errorKey(rejection.code))}</p>
      <LinkButton href="/more/sync">{t('expense-refused-open')}</LinkButton>
    </Message>
  );
}
