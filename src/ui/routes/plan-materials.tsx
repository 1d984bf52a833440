import { cdxIconAdd, cdxIconAttachment, cdxIconEdit } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { Material } from '#domain/plan/schema.ts';
import { Button, IconButton } from '../components/button.tsx';
import { FileButton } from '../components/file-capture.tsx';
import { DragHandle, MoveButtons } from '../components/order-tools.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { type DragOrder, useDragOrder } from '../hooks/use-drag-order.ts';
import { addMaterialFiles } from './material-capture.ts';
import { MaterialDialog } from './material-dialog.tsx';
import { MaterialFile } from './material-file.tsx';
import { type PhotoFailure, PhotoFailures } from './photo-failures.tsx';
import { reorder } from './plan-reorder.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { isWebAddress } from './web-address.ts';

type MaterialsProps = {
  materials: readonly Material[];
  unsent: ReadonlySet<string>;
  canEdit: boolean;
  editing: string | undefined;
  onEdit: (id: string) => void;
  onClose: () => void;
};

/** What the mentor gives to read: links, which need a connection, and files, which are on the phone. */
export function Materials({ materials, unsent, canEdit, editing, onEdit, onClose }: MaterialsProps) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const drag = useDragOrder(move);
  const [failures, setFailures] = useState<readonly PhotoFailure[]>([]);

  function move(from: number, to: number): void {
    const writes = reorder(materials, from, to).map(({ id, order }) => ({
      name: 'material.edit' as const,
      args: { id, changes: { order } },
    }));
    if (writes.length > 0) void saving.save(() => store.mutateAll(writes));
  }

  const take = async (files: readonly File[]) =>
    setFailures(await addMaterialFiles(store, files, materials.at(-1)?.order ?? ''));

  return (
    <Section title={t('plan-materials')}>
      {materials.length === 0 ? (
        <p class="subtle">{t('plan-materials-none')}</p>
      ) : (
        <ul class={`list${drag.listClass}`} aria-label={t('plan-materials')}>
          {materials.map((material, at) => (
            <MaterialItem
              key={material.id}
              material={material}
              unsent={unsent.has(material.id)}
              place={{ at, count: materials.length, drag, onMove: move }}
              onEdit={canEdit ? () => onEdit(material.id) : undefined}
            />
          ))}
        </ul>
      )}
      {canEdit && (
        <div class="actions">
          <Button icon={cdxIconAdd} onClick={() => onEdit('new')}>
            {t('material-add-link')}
          </Button>
          <FileButton
            from="files"
            pdf
            icon={cdxIconAttachment}
            label={t('material-add-file')}
            onPick={(files) => void take(files)}
          />
        </div>
      )}
      <PhotoFailures failed={failures} onRetry={(files) => void take(files)} />
      <SaveOutcome state={editing ? 'idle' : saving.state} undo={saving.undo} />
      {editing && canEdit && <MaterialDialog key={editing} which={editing} {...{ materials, saving, onClose }} />}
    </Section>
  );
}

type MaterialItemProps = {
  material: Material;
  unsent: boolean;
  place: { at: number; count: number; drag: DragOrder; onMove: (from: number, to: number) => void };
  onEdit: (() => void) | undefined;
};

function MaterialItem({ material, unsent, place, onEdit }: MaterialItemProps) {
  const { t } = useMessages();
  const { id, title, url, note, blob } = material;
  const { at, count, drag, onMove } = place;
  return (
    <li
      id={`material-${id}`}
      class={`list-item plan-item${drag.isDragged(at) ? ' dragged' : ''}`}
      style={drag.styleOf(at)}
    >
      <div class="plan-item-head">
        <p dir="auto">
          {isWebAddress(url) ? (
            <a class="material-link" href={url} target="_blank" rel="noopener">
              {title}
            </a>
          ) : (
            <strong>{title}</strong>
          )}{' '}
          <UnsentMark shown={unsent} />
        </p>
        {onEdit && count > 1 && <DragHandle drag={drag} at={at} />}
      </div>
      {!blob && (isWebAddress(url) ? <p class="subtle small">{new URL(url).host}</p> : <p class="small">{url}</p>)}
      {blob && <MaterialFile material={material} blob={blob} />}
      {note && (
        <p class="prose" dir="auto">
          {note}
        </p>
      )}
      {onEdit && (
        <div class="plan-item-tools material-tools">
          <IconButton icon={cdxIconEdit} label={t('material-edit-one', title)} onClick={onEdit} />
          <MoveButtons title={title} at={at} count={count} onMove={onMove} />
        </div>
      )}
    </li>
  );
}
