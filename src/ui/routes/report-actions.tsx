import { cdxIconAdd } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import type { ActionItem } from '#domain/report/schema.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { Section } from '../components/section.tsx';
import { DateInput, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';

/** What each side does after the exchange; the report needs at least one (Handbook). */
export function ActionItems({ items }: { items: readonly ActionItem[] }) {
  const { t } = useMessages();
  const [adding, setAdding] = useState(false);
  const add = (
    <Button icon={cdxIconAdd} onClick={() => setAdding(true)}>
      {t('action-add')}
    </Button>
  );
  return (
    <Section title={t('action-title')} action={items.length > 0 && !adding ? add : undefined}>
      {items.length === 0 && !adding && (
        <EmptyState title={t('action-empty-title')} action={add} children={t('action-empty-text')} />
      )}
      <div>
        {items.map((item) => (
          <ActionRow key={item.id} item={item} />
        ))}
      </div>
      {adding && <ActionForm after={items.at(-1)?.order ?? ''} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function ActionRow({ item }: { item: ActionItem }) {
  const { t, format } = useMessages();
  const store = useStore();
  const facts = [item.who, item.due ? t('action-by', format.day(item.due, 'medium')) : ''].filter(Boolean).join(' · ');
  return (
    <Checkbox
      checked={item.done}
      strike
      onChange={(done) => void store.mutate('action.edit', { id: item.id, changes: { done } })}
    >
      {item.what}
      {facts && <span class="report-facts">{facts}</span>}
    </Checkbox>
  );
}

const draftSchema = z.object({ what: z.string(), who: z.string(), due: z.string() });

function ActionForm({ after, onClose }: { after: string; onClose: () => void }) {
  const { t } = useMessages();
  const store = useStore();
  const form = useDraft('action/new', draftSchema, { what: '', who: '', due: '' });
  const [missing, setMissing] = useState(false);
  if (!form.value) return null;
  const { what, who, due } = form.value;

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setMissing(!what.trim());
    if (!what.trim()) return;
    const order = orderBetween(after, '');
    const item = { id: store.newId(), order, what: what.trim(), who, due: due || null, done: false, note: '' };
    if (await store.mutate('action.add', item)) return;
    await form.finish();
    onClose();
  }

  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <Field label={t('action-what')} error={missing ? t('action-what-missing') : undefined}>
        <TextInput value={what} onInput={(value) => form.change({ what: value })} />
      </Field>
      <Field label={t('action-who')} optional>
        <TextInput value={who} onInput={(value) => form.change({ who: value })} />
      </Field>
      <Field label={t('action-due')} optional>
        <DateInput value={due} onInput={(value) => form.change({ due: value })} />
      </Field>
      <div class="row">
        <Button type="submit" weight="primary">
          {t('action-save')}
        </Button>
        <Button weight="quiet" onClick={() => void form.discard().then(onClose)}>
          {t('action-cancel')}
        </Button>
      </div>
    </form>
  );
}
