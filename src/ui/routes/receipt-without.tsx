import { cdxIconAdd } from '@wikimedia/codex-icons';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { emptyExpense } from './receipt-capture.ts';

/** Begins an expense whose receipt is lost or comes later. */
export function ReceiptWithout() {
  const { t } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  const isBusy = useRef(false);

  /** One expense, however quickly it is pressed again: the second press comes before the first has led away. */
  async function begin(): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    if (!(await make())) isBusy.current = false;
  }

  async function make(): Promise<boolean> {
    try {
      const expense = await emptyExpense(store, store.newId());
      const rejection = await store.mutate('expense.add', expense);
      if (!rejection) route(`/expenses/${expense.id}`);
      setFailure(rejection?.code ?? null);
      return !rejection;
    } catch (error) {
      setFailure(codeOf(error));
      return false;
    }
  }

  return (
    <div class="stack-tight">
      <div>
        <Button weight="quiet" icon={cdxIconAdd} onClick={() => void begin()}>
          {t('receipt-without')}
        </Button>
      </div>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
    </div>
  );
}
