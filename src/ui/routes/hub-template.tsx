import '../styles/hub.css';
import { useEffect, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { currencies } from '#domain/expense/money.ts';
import { categories } from '#domain/expense/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import { builtInTemplate, type SavedTemplate, type TemplateResponse, templateSchema } from '#domain/template/schema.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { HubFrame } from '../components/hub-frame.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { Select } from '../components/select.tsx';
import { TextArea, TextInput } from '../components/text-input.tsx';
import { useHub, useMessages } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { HubPageState } from './hub-page-state.tsx';
import { readDays } from './hub-template-days.ts';
import { formOf, type TemplateForm, templateFormSchema, templateOf, wrongAmounts } from './hub-template-form.ts';
import { TemplateParts } from './hub-template-parts.tsx';
import { TemplateSchedule } from './hub-template-schedule.tsx';
import { RestoredNotice } from './plan-save.tsx';

/** With what a new exchange begins: the Hub changes it, and each saving is a version. */
export function HubTemplatePage() {
  const { t } = useMessages();
  return (
    <HubFrame>
      <Page title={t('hub-template-title')} back={{ href: '/hub', label: t('hub-back') }} outside={<HubPageState />}>
        <p>{t('hub-template-text')}</p>
        <TemplateEditor />
      </Page>
    </HubFrame>
  );
}

function TemplateEditor() {
  const hub = useHub();
  const { t } = useMessages();
  const [answer, setAnswer] = useState<TemplateResponse | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [looks, setLooks] = useState(0);
  const kept = useLive(async () => ({ template: asItIsNow(await hub.db.templates.get('current')) }), [hub]);
  useEffect(() => {
    setFailure(null);
    hub.readTemplate().then(setAnswer, (error: unknown) => setFailure(codeOf(error)));
  }, [hub, looks]);
  if (!kept || (!answer && !failure)) return <Loading />;
  const current: SavedTemplate = answer ?? kept.template ?? builtInTemplate;
  return (
    <>
      {failure && (
        <Message type="warning">
          <p>{t(errorKey(failure))}</p>
          <p>{t('hub-template-server')}</p>
          <Button onClick={() => setLooks(looks + 1)}>{t('try-again')}</Button>
        </Message>
      )}
      <Editor current={current} onSaved={setAnswer} onStale={() => setLooks(looks + 1)} />
      {answer && answer.history.length > 0 && <History answer={answer} />}
    </>
  );
}

/** A template that an older app may have kept. */
function asItIsNow(kept: SavedTemplate | undefined): SavedTemplate | undefined {
  return kept && { version: kept.version, template: templateSchema.parse(kept.template) };
}

const draftSchema = z.partial(templateFormSchema);

type EditorProps = {
  current: SavedTemplate;
  onSaved: (answer: TemplateResponse) => void;
  /** Somebody else has saved a version: look at it. */
  onStale: () => void;
};

function Editor({ current, onSaved, onStale }: EditorProps) {
  const hub = useHub();
  const { t } = useMessages();
  const draft = useDraft<TemplateForm>('hub/template', draftSchema, formOf(current.template));
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | ErrorCode>('idle');
  const [checked, setChecked] = useState(false);
  const { form: formRef, focusError } = useFocusError();
  const { value } = draft;
  if (!value) return <Loading />;
  const wrong = checked ? wrongAmounts(value) : [];
  const isEmpty = checked && value.parts.every(({ used }) => !used);

  async function save(form: TemplateForm): Promise<void> {
    setChecked(true);
    const template = templateOf(form);
    if (!template) {
      setState('idle');
      return focusError();
    }
    setState('saving');
    try {
      const answer = await hub.saveTemplate(current.version, template);
      await draft.finish(form);
      onSaved(answer);
      setState('saved');
    } catch (error) {
      const code = codeOf(error);
      setState(code);
      if (code === 'template_changed') onStale();
    }
  }

  return (
    <form
      ref={formRef}
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(value);
      }}
    >
      <RestoredNotice edits={draft} />
      {current.version > 0 && <p class="subtle">{t('hub-template-version', current.version)}</p>}
      <Section title={t('hub-template-sections')}>
        {isEmpty && <Message type="error">{t('hub-template-none')}</Message>}
        <TemplateParts parts={value.parts} onChange={(parts) => draft.change({ parts })} />
      </Section>
      <Section title={t('hub-template-amounts')}>
        <p class="small subtle">{t('hub-template-amounts-text')}</p>
        <Field label={t('hub-field-currency')}>
          <Select
            value={value.currency}
            options={currencies.map((currency) => ({ value: currency, label: currency }))}
            onChange={(currency) => draft.change({ currency })}
          />
        </Field>
        <div class="form-row">
          {categories.map((category) => (
            <Field
              key={category}
              label={t(`category-${category}`)}
              error={wrong.includes(category) ? t('hub-template-amount-wrong') : undefined}
            >
              <TextInput
                inputMode="decimal"
                value={value.amounts[category] ?? ''}
                onInput={(text) => draft.change({ amounts: { ...value.amounts, [category]: text } })}
              />
            </Field>
          ))}
        </div>
      </Section>
      <TemplateSchedule days={value.days} checked={checked} onChange={(days) => draft.change({ days })} />
      <Field label={t('hub-template-policies')} optional>
        <TextArea value={value.policies} maxLength={proseLimit} onInput={(policies) => draft.change({ policies })} />
      </Field>
      <div class="actions">
        <Button type="submit" weight="primary" disabled={state === 'saving' || value.policies.length > proseLimit}>
          {t('hub-template-save')}
        </Button>
      </div>
      <div aria-live="polite">
        {checked && !readDays(value.days) && <Message type="error">{t('hub-schedule-wrong')}</Message>}
        {state === 'saved' && <Message type="success">{t('hub-template-saved', current.version)}</Message>}
        {state !== 'idle' && state !== 'saving' && state !== 'saved' && (
          <Message type="error">{t(errorKey(state))}</Message>
        )}
      </div>
    </form>
  );
}

function History({ answer }: { answer: TemplateResponse }) {
  const { t, format } = useMessages();
  return (
    <Section title={t('hub-template-history')}>
      <List>
        {answer.history.map(({ version, savedAt, savedBy }) => (
          <ListItem
            key={version}
            title={t('hub-template-version', version)}
            detail={t('hub-template-by', format.day(savedAt.slice(0, 10), 'medium'), savedBy || t('hub-trail-unknown'))}
          />
        ))}
      </List>
    </Section>
  );
}
