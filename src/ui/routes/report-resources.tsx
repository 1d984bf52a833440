import { cdxIconAdd, cdxIconEdit, cdxIconLink } from '@wikimedia/codex-icons';
import type { Resource } from '#domain/evidence/schema.ts';
import { wikiPageOf } from '#domain/evidence/wiki-address.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { ResourceDialog } from './report-resource-dialog.tsx';
import { pageWords } from './report-resource-words.ts';
import { isWebAddress } from './web-address.ts';

type ResourcesProps = {
  resources: readonly Resource[];
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  /** The resource in the form, `new`, or none. */
  editing: string | undefined;
  onEdit: (id: string) => void;
  onClose: () => void;
};

/** Pages, tools and links that show what came of the visit. */
export function Resources({ resources, unsent, editing, onEdit, onClose }: ResourcesProps) {
  const { t } = useMessages();
  const mayAdd = useMay('resource.add');
  const mayEdit = useMay('resource.edit');
  const saving = useSaving();
  const add = mayAdd && (
    <Button icon={cdxIconAdd} onClick={() => onEdit('new')}>
      {t('resource-add')}
    </Button>
  );
  return (
    <Section title={t('resource-title')}>
      {resources.length === 0 ? (
        <EmptyState icon={cdxIconLink} title={t('resource-empty-title')} action={add}>
          {t('resource-empty-text')}
        </EmptyState>
      ) : (
        <>
          <ul class="list" aria-label={t('resource-title')}>
            {resources.map((resource) => (
              <ResourceRow
                key={resource.id}
                resource={resource}
                unsent={unsent.has(resource.id)}
                onEdit={mayEdit ? () => onEdit(resource.id) : undefined}
              />
            ))}
          </ul>
          <div class="actions">{add}</div>
        </>
      )}
      <SaveOutcome state={editing ? 'idle' : saving.state} undo={saving.undo} />
      {editing && (editing === 'new' ? mayAdd : mayEdit) && (
        <ResourceDialog key={editing} which={editing} resources={resources} saving={saving} onClose={onClose} />
      )}
    </Section>
  );
}

type RowProps = { resource: Resource; unsent: boolean; onEdit: (() => void) | undefined };

function ResourceRow({ resource, unsent, onEdit }: RowProps) {
  const { t } = useMessages();
  const { url, title, kind, publish } = resource;
  const page = wikiPageOf(url);
  const name = title.trim() || page?.title || url;
  return (
    <li class="list-item">
      <div class="resource-row">
        <div>
          {isWebAddress(url) ? (
            <a href={url} target="_blank" rel="noopener noreferrer" dir="auto">
              {name}
            </a>
          ) : (
            name
          )}
          <span class="report-facts">
            {[t(`resource-kind-${kind}`), page && pageWords(page, t)].filter(Boolean).join(' · ')}{' '}
            {!publish && <Chip>{t('evidence-private')}</Chip>} <UnsentMark shown={unsent} />
          </span>
        </div>
        {onEdit && <IconButton icon={cdxIconEdit} label={t('resource-edit-one', name)} onClick={onEdit} />}
      </div>
    </li>
  );
}
