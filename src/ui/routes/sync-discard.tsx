import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useMessages } from '../context.ts';

type DiscardDialogProps = {
  open: boolean;
  /** The write, in words. */
  what: string;
  values: readonly string[];
  onDiscard: () => void;
  onClose: () => void;
};

/** Asks before what was typed goes: it stands nowhere else. */
export function DiscardDialog({ open, what, values, onDiscard, onClose }: DiscardDialogProps) {
  const { t } = useMessages();
  const actions = (
    <>
      <Button weight="primary" action="destructive" onClick={onDiscard}>
        {t('sync-discard')}
      </Button>
      <Button onClick={onClose}>{t('sync-keep')}</Button>
    </>
  );
  return (
    <Dialog open={open} title={t('sync-discard-question')} onClose={onClose} actions={actions}>
      <p dir="auto">
        <strong>{what}</strong>
      </p>
      <p>{t(values.length > 0 ? 'sync-discard-typed' : 'sync-discard-text')}</p>
    </Dialog>
  );
}
