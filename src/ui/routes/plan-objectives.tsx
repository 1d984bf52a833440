import { cdxIconAdd } from '@wikimedia/codex-icons';
import type { Objective, ObjectiveStep } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { unservedObjectives } from '#domain/schedule/warnings.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { DragHandle, MoveButtons } from '../components/order-tools.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { type DragOrder, useDragOrder } from '../hooks/use-drag-order.ts';
import { objectiveTones } from './objective-tones.ts';
import { AdviceHint } from './plan-objective-advice.tsx';
import { ObjectiveDialog } from './plan-objective-dialog.tsx';
import { ProgressDialog } from './plan-progress-dialog.tsx';
import { reorder } from './plan-reorder.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';

type ObjectivesProps = {
  objectives: readonly Objective[];
  /** What they came to so far. */
  steps: readonly ObjectiveStep[];
  sessions: readonly Session[];
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  canEdit: boolean;
  /** The objective in the form, `new`, or none; and the one whose progress is being told. */
  editing: string | undefined;
  progressing: string | undefined;
  onEdit: (id: string) => void;
  onProgress: (id: string) => void;
  onClose: () => void;
};

/** The learning objectives in the pair's order. */
export function Objectives(props: ObjectivesProps) {
  const { objectives, steps, sessions, unsent, canEdit, editing, progressing, onEdit, onProgress, onClose } = props;
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const drag = useDragOrder(move);
  const unserved = new Set(unservedObjectives(objectives, sessions).map(({ id }) => id));
  const stepsOf = Map.groupBy(steps, ({ objectiveId }) => objectiveId);
  const progressed = objectives.find(({ id }) => id === progressing);

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
          <ol class={`list${drag.listClass}`} aria-label={t('objective-list')}>
            {objectives.map((objective, at) => (
              <ObjectiveItem
                key={objective.id}
                objective={objective}
                last={stepsOf.get(objective.id)?.reduce((a, b) => (a.number > b.number ? a : b))}
                unserved={unserved.has(objective.id)}
                unsent={unsent.has(objective.id)}
                place={{ at, count: objectives.length, drag, onMove: move }}
                {...(canEdit && { onEdit: () => onEdit(objective.id), onProgress: () => onProgress(objective.id) })}
              />
            ))}
          </ol>
          <div class="actions">{add}</div>
        </>
      )}
      <SaveOutcome state={editing || progressed ? 'idle' : saving.state} undo={saving.undo} />
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
      {progressed && canEdit && (
        <ProgressDialog
          key={progressed.id}
          objective={progressed}
          steps={stepsOf.get(progressed.id) ?? []}
          saving={saving}
          onClose={onClose}
        />
      )}
    </Section>
  );
}

type ObjectiveItemProps = {
  objective: Objective;
  /** What was said of its progress last. */
  last: ObjectiveStep | undefined;
  /** No session serves it. */
  unserved: boolean;
  unsent: boolean;
  place: { at: number; count: number; drag: DragOrder; onMove: (from: number, to: number) => void };
  onEdit?: () => void;
  onProgress?: () => void;
};

function ObjectiveItem({ objective, last, unserved, unsent, place, onEdit, onProgress }: ObjectiveItemProps) {
  const { t } = useMessages();
  const { id, title, problem, difference, indicator, area, state } = objective;
  const { at, count, drag, onMove } = place;
  return (
    <li class={`list-item plan-item${drag.isDragged(at) ? ' dragged' : ''}`} style={drag.styleOf(at)}>
      <div class="plan-item-head">
        <h3 id={`objective-${id}`} dir="auto">
          {title}
        </h3>
        {onEdit && count > 1 && <DragHandle drag={drag} at={at} />}
      </div>
      <p class="row">
        <Chip tone={objectiveTones[state]}>{t(`objective-state-${state}`)}</Chip>
        {area && <Chip tone="subtle">{t(`area-${area}`)}</Chip>}
        <UnsentMark shown={unsent} />
      </p>
      {last?.note && <Described label={t('objective-progress-note')} text={last.note} />}
      {problem && <Described label={t('objective-problem')} text={problem} />}
      {difference && <Described label={t('objective-difference')} text={difference} />}
      {indicator && <Described label={t('objective-indicator')} text={indicator} />}
      {unserved && (
        <p class="small plan-hint">
          {t('objective-unserved')} <HelpLink topic="objectives" />
        </p>
      )}
      {onEdit && <AdviceHint objective={objective} />}
      {onEdit && (
        <div class="plan-item-tools">
          <Button weight="quiet" action="progressive" onClick={onEdit} aria-describedby={`objective-${id}`}>
            {t('plan-edit')}
          </Button>
          <Button weight="quiet" action="progressive" onClick={onProgress} aria-describedby={`objective-${id}`}>
            {t('objective-progress')}
          </Button>
          <MoveButtons title={title} at={at} count={count} onMove={onMove} />
        </div>
      )}
    </li>
  );
}

function Described({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p class="subtle small">{label}</p>
      <p class="prose" dir="auto">
        {text}
      </p>
    </div>
  );
}
