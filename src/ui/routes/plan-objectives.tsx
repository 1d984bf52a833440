import { cdxIconAdd, cdxIconArrowDown, cdxIconArrowUp } from '@wikimedia/codex-icons';
import type { Objective, ObjectiveState } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { unservedObjectives } from '#domain/schedule/warnings.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { ObjectiveDialog } from './plan-objective-dialog.tsx';
import { reorder } from './plan-reorder.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';

const tones: Record<ObjectiveState, 'notice' | 'progressive' | 'success' | 'warning' | 'error'> = {
  planned: 'notice',
  'in-progress': 'progressive',
  achieved: 'success',
  partly: 'warning',
  'not-achieved': 'error',
};

type ObjectivesProps = {
  objectives: readonly Objective[];
  sessions: readonly Session[];
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  canEdit: boolean;
  /** The objective in the form, `new`, or none. */
  editing: string | undefined;
  onEdit: (id: string) => void;
  onClose: () => void;
};

/** The learning objectives in the pair's order. */
export function Objectives({ objectives, sessions, unsent, canEdit, editing, onEdit, onClose }: ObjectivesProps) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const unserved = new Set(unservedObjectives(objectives, sessions).map(({ id }) => id));

  function move(from: number, to: number): void {
    const writes = reorder(objectives, from, to).map(({ id, order }) => ({
      name: 'objective.edit' as const,
      args: { id, changes: { order } },
    }));
    if (writes.length > 0) void saving.save(() => store.mutateAll(writes));
  }

  const add = canEdit && (
    <Button icon={cdxIconAdd} weight={objectives.length === 0 ? 'primary' : 'normal'} onClick={() => onEdit('new')}>
      {t('objective-add')}
    </Button>
  );
  return (
    <Section title={t('objective-list')}>
      {objectives.length === 0 ? (
        <EmptyState title={t('objective-empty-title')} action={add}>
          {t('objective-empty-text')}
        </EmptyState>
      ) : (
        <>
          <ol class="list" aria-label={t('objective-list')}>
            {objectives.map((objective, at) => (
              <ObjectiveItem
                key={objective.id}
                objective={objective}
                unserved={unserved.has(objective.id)}
                unsent={unsent.has(objective.id)}
                {...(canEdit && { onEdit: () => onEdit(objective.id) })}
                {...(canEdit && at > 0 && { onUp: () => move(at, at - 1) })}
                {...(canEdit && at < objectives.length - 1 && { onDown: () => move(at, at + 1) })}
              />
            ))}
          </ol>
          <div class="actions">{add}</div>
        </>
      )}
      <SaveOutcome state={editing ? 'idle' : saving.state} />
      {editing && canEdit && (
        <ObjectiveDialog
          key={editing}
          which={editing}
          objectives={objectives}
          sessions={sessions}
          saving={saving}
          onClose={onClose}
        />
      )}
    </Section>
  );
}

type ObjectiveItemProps = {
  objective: Objective;
  /** No session serves it. */
  unserved: boolean;
  unsent: boolean;
  onEdit?: () => void;
  onUp?: () => void;
  onDown?: () => void;
};

function ObjectiveItem({ objective, unserved, unsent, onEdit, onUp, onDown }: ObjectiveItemProps) {
  const { t } = useMessages();
  const { id, title, problem, indicator, state } = objective;
  return (
    <li class="list-item plan-item">
      <div class="plan-item-head">
        <h3 id={`objective-${id}`}>{title}</h3>
        <p class="row">
          <Chip tone={tones[state]}>{t(`objective-state-${state}`)}</Chip>
          <UnsentMark shown={unsent} />
        </p>
      </div>
      {problem && <Described label={t('objective-problem')} text={problem} />}
      {indicator && <Described label={t('objective-indicator')} text={indicator} />}
      {unserved && <p class="small plan-hint">{t('objective-unserved')}</p>}
      {onEdit && (
        <div class="plan-item-tools">
          <Button weight="quiet" action="progressive" onClick={onEdit} aria-describedby={`objective-${id}`}>
            {t('plan-edit')}
          </Button>
          <span class="plan-item-move">
            <IconButton
              icon={cdxIconArrowUp}
              label={t('objective-move-up', title)}
              disabled={!onUp}
              onClick={() => onUp?.()}
            />
            <IconButton
              icon={cdxIconArrowDown}
              label={t('objective-move-down', title)}
              disabled={!onDown}
              onClick={() => onDown?.()}
            />
          </span>
        </div>
      )}
    </li>
  );
}

function Described({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p class="subtle small">{label}</p>
      <p class="prose">{text}</p>
    </div>
  );
}
