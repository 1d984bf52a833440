import type { Objective } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useMessages, useStore } from '../context.ts';
import type { Saving } from './plan-save.tsx';

type ObjectiveRemoveDialogProps = {
  objective: Objective;
  sessions: readonly Session[];
  saving: Saving;
  onClose: () => void;
  onRemoved: () => void;
};

/** Asks first, and says what else changes. */
export function ObjectiveRemoveDialog({ objective, sessions, saving, onClose, onRemoved }: ObjectiveRemoveDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const serving = sessions.filter(({ objectiveIds }) => objectiveIds.includes(objective.id)).length;

  async function remove(): Promise<void> {
    if (await saving.save(() => store.mutate('objective.remove', { id: objective.id }))) onRemoved();
  }

  const actions = (
    <>
      <Button weight="primary" action="destructive" onClick={() => void remove()}>
        {t('objective-remove-confirm')}
      </Button>
      <Button onClick={onClose}>{t('objective-keep')}</Button>
    </>
  );
  return (
    <Dialog open title={t('objective-remove-question')} onClose={onClose} actions={actions}>
      <p>
        <strong>{objective.title}</strong>
      </p>
      <p>{serving > 0 ? t('objective-remove-sessions', serving) : t('objective-remove-alone')}</p>
    </Dialog>
  );
}
