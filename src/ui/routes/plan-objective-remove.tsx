import type { Objective } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { useMessages, useStore } from '../context.ts';
import { RemoveDialog } from './plan-remove-dialog.tsx';
import type { Saving } from './plan-save.tsx';

type ObjectiveRemoveDialogProps = {
  objective: Objective;
  sessions: readonly Session[];
  saving: Saving;
  onClose: () => void;
  onRemoved: () => void;
};

/** An objective may be served by sessions, which stay. */
export function ObjectiveRemoveDialog({ objective, sessions, saving, onClose, onRemoved }: ObjectiveRemoveDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const { id, title } = objective;
  const serving = sessions.filter(({ objectiveIds }) => objectiveIds.includes(id)).length;

  async function remove(): Promise<void> {
    if (await saving.save(() => store.mutate('objective.remove', { id }))) onRemoved();
  }

  return (
    <RemoveDialog
      question={t('objective-remove-question')}
      name={title}
      consequence={serving > 0 ? t('objective-remove-sessions', serving) : t('objective-remove-alone')}
      saving={saving}
      onRemove={remove}
      onClose={onClose}
    />
  );
}
