import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useMessages } from '../context.ts';
import { SaveOutcome, type Saving } from './plan-save.tsx';

type RemoveDialogProps = {
  question: string;
  /** What it is called. */
  name: string;
  /** What else changes. */
  consequence: string;
  saving: Saving;
  onRemove: () => Promise<void>;
  onClose: () => void;
};

/** Asks first, and says what else changes: nothing of the plan is gone by one tap. */
export function RemoveDialog({ question, name, consequence, saving, onRemove, onClose }: RemoveDialogProps) {
  const { t } = useMessages();
  const actions = (
    <>
      <Button
        weight="primary"
        action="destructive"
        disabled={saving.state === 'saving'}
        onClick={() => void onRemove()}
      >
        {t('objective-remove-confirm')}
      </Button>
      <Button onClick={onClose}>{t('objective-keep')}</Button>
    </>
  );
  return (
    <Dialog open title={question} onClose={onClose} actions={actions}>
      <p dir="auto">
        <strong>{name}</strong>
      </p>
      <p>{consequence}</p>
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </Dialog>
  );
}
