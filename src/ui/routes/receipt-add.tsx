import { cdxIconCamera } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { FileButton } from '../components/file-capture.tsx';
import type { IconShape } from '../components/icon.tsx';
import { useMessages, useStore } from '../context.ts';
import { ReceiptCapture } from './receipt-capture-dialog.tsx';

type AddReceiptProps = {
  /** “Add receipt” unless said otherwise. */
  label?: string;
  icon?: IconShape;
  /** The camera at once, or files: photos and PDF, several as the pages of one receipt. */
  from?: 'camera' | 'files';
  /** Adds to this expense and stays; otherwise a new expense is made and opened. */
  expenseId?: string;
  weight?: 'normal' | 'primary' | 'quiet';
  wide?: boolean;
  onSaved?: (files: number) => void;
};

type Capturing = { files: File[]; expenseId: string };

/**
 * Takes a receipt: the camera opens with this one tap, and the photo is safe before anything is typed.
 * Only for the pair: the Hub makes no expenses (see `expense.add`).
 */
export function AddReceipt({
  label,
  icon = cdxIconCamera,
  from = 'camera',
  expenseId,
  onSaved,
  ...look
}: AddReceiptProps) {
  const { t } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const [capturing, setCapturing] = useState<Capturing | null>(null);

  function finish(made: string, files: number): void {
    setCapturing(null);
    if (files === 0) return;
    onSaved?.(files);
    if (expenseId === undefined) route(`/expenses/${made}`);
  }

  return (
    <>
      <FileButton
        {...look}
        icon={icon}
        from={from}
        pdf
        label={label ?? t('receipt-add')}
        onPick={(files) => setCapturing({ files, expenseId: expenseId ?? store.newId() })}
      />
      {capturing && <ReceiptCapture {...capturing} onDone={(files) => finish(capturing.expenseId, files)} />}
    </>
  );
}
