import { cdxIconClose, cdxIconFunnel } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { type BoardFilter, boardSorts, wholeBoard } from '#domain/board/board-filter.ts';
import { phases } from '#domain/board/phase.ts';
import { agreementStates } from '#domain/board/schema.ts';
import { isSameField } from '#store/drafts.ts';
import type { SavedFilter } from '#store/hub/hub-db.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useHub, useMessages } from '../context.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';

type BoardFiltersProps = {
  value: BoardFilter;
  change: (changes: Partial<BoardFilter>) => void;
  clear: () => Promise<void>;
  saved: readonly SavedFilter[];
};

/** Search, filters and order of the board, and those that were kept under a name. */
export function BoardFilters({ value, change, clear, saved }: BoardFiltersProps) {
  const { t } = useMessages();
  const all = { value: 'all', label: t('hub-filter-all') } as const;
  return (
    <search class="board-filters">
      <div class="board-filter-fields">
        <Field label={t('hub-search')}>
          <TextInput
            type="search"
            value={value.text}
            maxLength={200}
            placeholder={t('hub-search-hint')}
            onInput={(text) => change({ text })}
          />
        </Field>
        <Field label={t('hub-filter-phase')}>
          <Select
            value={value.phase}
            options={[all, ...phases.map((phase) => ({ value: phase, label: t(`hub-phase-${phase}`) }))]}
            onChange={(phase) => change({ phase })}
          />
        </Field>
        <Field label={t('hub-filter-agreement')}>
          <Select
            value={value.agreement}
            options={[all, ...agreementStates.map((state) => ({ value: state, label: t(`hub-agreement-${state}`) }))]}
            onChange={(agreement) => change({ agreement })}
          />
        </Field>
        <Field label={t('hub-filter-sort')}>
          <Select
            value={value.sort}
            options={boardSorts.map((sort) => ({ value: sort, label: t(`hub-sort-${sort}`) }))}
            onChange={(sort) => change({ sort })}
          />
        </Field>
      </div>
      <div class="board-filter-more">
        <Checkbox checked={value.waiting} onChange={(waiting) => change({ waiting })}>
          {t('hub-filter-waiting')}
        </Checkbox>
        {!isSameField(value, wholeBoard) && (
          <div class="row">
            <Button weight="quiet" onClick={() => void clear()}>
              {t('hub-filter-clear')}
            </Button>
            <SaveFilter filter={value} />
          </div>
        )}
      </div>
      <SavedFilters saved={saved} value={value} change={change} />
    </search>
  );
}

type SavedFiltersProps = Pick<BoardFiltersProps, 'saved' | 'value' | 'change'>;

function SavedFilters({ saved, value, change }: SavedFiltersProps) {
  const hub = useHub();
  const { t } = useMessages();
  const saving = useSaving();
  const { filters } = hub.db;

  function remove(filter: SavedFilter): void {
    const back = () => filters.put(filter).then(() => undefined);
    void saving.save(() => filters.delete(filter.id).then(() => undefined), back);
  }

  return (
    <>
      {saved.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets
        <ul class="row" role="list" aria-label={t('hub-filter-saved')}>
          {saved.map((kept) => (
            <li key={kept.id} class="board-saved">
              <Button
                icon={cdxIconFunnel}
                action={isSameField(kept.filter, value) ? 'progressive' : 'default'}
                onClick={() => change(kept.filter)}
              >
                <span dir="auto">{kept.name}</span>
              </Button>
              <IconButton icon={cdxIconClose} label={t('hub-filter-remove', kept.name)} onClick={() => remove(kept)} />
            </li>
          ))}
        </ul>
      )}
      <SaveOutcome state={saving.state} undo={saving.undo} />
    </>
  );
}

function SaveFilter({ filter }: { filter: BoardFilter }) {
  const hub = useHub();
  const { t } = useMessages();
  const [name, setName] = useState<string | null>(null);
  if (name === null)
    return (
      <Button weight="quiet" icon={cdxIconFunnel} onClick={() => setName(filter.text)}>
        {t('hub-filter-save')}
      </Button>
    );

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const given = name?.trim() ?? '';
    if (given === '') return;
    await hub.db.filters.put({ id: hub.newId(), name: given, filter });
    setName(null);
  }

  return (
    <form class="row" onSubmit={(event) => void save(event)}>
      <TextInput
        value={name}
        maxLength={60}
        onInput={setName}
        aria-label={t('hub-filter-name')}
        inputRef={(input) => input?.focus()}
        placeholder={t('hub-filter-name')}
      />
      <Button type="submit" disabled={name.trim() === '' || name.length > 60}>
        {t('hub-filter-save')}
      </Button>
    </form>
  );
}
