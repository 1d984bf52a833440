import { cdxIconAdd, cdxIconEdit } from '@wikimedia/codex-icons';
import type { ActionItem } from '#domain/report/schema.ts';
import { Button, IconButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { Tick } from './plan-tick.tsx';
import { ActionDialog } from './report-action-dialog.tsx';

type ActionItemsProps = {
  items: readonly ActionItem[];
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  /** The item in the form, `new`, or none. */
  editing: string | undefined;
  onEdit: (id: string) => void;
  onClose: () => void;
};

/** What each side does after the exchange; the report needs at least one (Handbook). */
export function ActionItems({ items, unsent, editing, onEdit, onClose }: ActionItemsProps) {
  const { t } = useMessages();
  const mayEdit = useMay('action.edit');
  const saving = useSaving();
  const add = mayEdit && (
    <Button icon={cdxIconAdd} onClick={() => onEdit('new')}>
      {t('action-add')}
    </Button>
  );
  return (
    <Section title={t('action-title')}>
      {items.length === 0 ? (
        <EmptyState title={t('action-empty-title')} action={add} children={t('action-empty-text')} />
      ) : (
        <>
          <ul class="list" aria-label={t('action-title')}>
            {items.map((item) => (
              <ActionRow key={item.id} item={item} unsent={unsent.has(item.id)} onEdit={() => onEdit(item.id)} />
            ))}
          </ul>
          <div class="actions">{add}</div>
        </>
      )}
      <SaveOutcome state={editing ? 'idle' : saving.state} />
      {editing && mayEdit && (
        <ActionDialog key={editing} which={editing} items={items} saving={saving} onClose={onClose} />
      )}
    </Section>
  );
}

type ActionRowProps = { item: ActionItem; unsent: boolean; onEdit: () => void };

function ActionRow({ item, unsent, onEdit }: ActionRowProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const mayEdit = useMay('action.edit');
  const { id, what, who, due, done } = item;
  const facts = [who, due ? t('action-by', format.day(due, 'medium')) : ''].filter(Boolean).join(' · ');
  const tick = (now: boolean) => store.mutate('action.edit', { id, changes: { done: now } });
  return (
    <li class="list-item tick-item">
      <div class="tick-row">
        <Tick checked={done} strike disabled={!mayEdit} write={tick}>
          {what}
          <span class="report-facts">
            {facts} <UnsentMark shown={unsent} />
          </span>
        </Tick>
        {mayEdit && <IconButton icon={cdxIconEdit} label={t('action-edit-one', what)} onClick={onEdit} />}
      </div>
    </li>
  );
}
