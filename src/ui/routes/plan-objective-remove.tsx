import type { Objective } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import type { Write } from '#store/store.ts';
import { useMessages, useStore } from '../context.ts';
import { RemoveDialog } from './plan-remove-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { stampNow } from './session-writes.ts';

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
  const served = sessions.filter(({ objectiveIds }) => objectiveIds.includes(id));
  const serving = served.length;
  const serve = served.map((session): Write => {
    const args = { id: session.id, objectiveId: id, serves: true, stamp: stampNow(store) };
    return { name: 'session.serve', args };
  });

  async function remove(): Promise<void> {
    const back = () => store.mutateAll([{ name: 'objective.add', args: objective }, ...serve]);
    if (await saving.save(() => store.mutate('objective.remove', { id }), back)) onRemoved();
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
