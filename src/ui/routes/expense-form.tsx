import { useRef, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Expense } from '#domain/expense/schema.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useMessages } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { FormNotice } from './correction-notice.tsx';
import type { ExpenseData } from './expense-data.ts';
import { ExpenseFields } from './expense-form-controls.tsx';
import {
  type Draft,
  draftSchema,
  type Fields,
  type FormErrors,
  type FormSetting,
  fieldsOf,
  readForm,
  shownFields,
  touchedFields,
  withMeal,
} from './expense-form-fields.ts';
import { mealOf } from './expense-people.ts';
import { rateOffer } from './expense-rates.tsx';
import { dayOf } from './expense-words.ts';
import { isOfTheDevice, WayOut } from './way-out.tsx';

type ExpenseFormProps = {
  expense: Expense;
  data: ExpenseData;
  /** It is not among the rows yet: a refused one that is corrected. */
  isNew?: boolean;
};

/** The details of an expense. What is typed is kept at once as a draft, and becomes the expense's with Save. */
export function ExpenseForm({ expense: live, data, isNew = false }: ExpenseFormProps) {
  const { t, format } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const { expense, remember } = useAfterSave(live);
  const correction = useCorrection();
  const usual = `expense/${live.id}`;
  const start = correction.pending ? undefined : noDraft;
  const {
    value: draft,
    change,
    restored,
    discard,
    forget,
    finish,
  } = useDraft(correction.key(usual), draftSchema, start);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [saved, setSaved] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  if (draft === undefined) return null;

  const usualSetting = settingOf(expense, data, format.typed);
  const base = fieldsOf(expense, usualSetting);
  const fields = withMeal(shownFields(base, draft), draft, expense, usualSetting);
  const offered = rateOffer({ ...fields, day: fields.day || null }, data);
  const setting = { ...usualSetting, offered };
  const { changes, errors } = readForm(expense, fields, draft, setting);

  function set(next: Partial<Fields>): void {
    setSaved(false);
    setFailure(null);
    setChecked(without(checked, Object.keys(next)));
    change(touchedFields(next, fields, base));
  }

  function writes(): Write[] {
    if (isNew) return [{ name: 'expense.add', args: { ...live, ...changes } as Expense }];
    return Object.keys(changes).length > 0 ? [{ name: 'expense.edit', args: { id: live.id, changes } }] : [];
  }

  async function save(sent: Draft): Promise<void> {
    setChecked(new Set(['amount', 'rate', 'parts']));
    if (Object.keys(errors).length > 0) return focusFirst(form.current, errors);
    try {
      const rejection = await correction.write(writes());
      if (rejection) return setFailure(rejection.code);
      if (correction.rejection) {
        await finish(sent, usual);
        return correction.leave(() => undefined);
      }
      remember(live, { ...live, ...changes } as Expense);
      setSaved(true);
      await forget(sent);
    } catch (error) {
      setFailure(codeOf(error));
    }
  }

  const touched = Object.values(draft).some((value) => value !== undefined);
  const shownErrors: FormErrors = Object.fromEntries(Object.entries(errors).filter(([name]) => checked.has(name)));
  return (
    <form
      ref={form}
      class="form expense-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(draft ?? noDraft);
      }}
    >
      <FormNotice correction={correction} edits={{ restored, discard }} />
      <ExpenseFields
        fields={fields}
        base={base}
        errors={shownErrors}
        offered={offered}
        expense={expense}
        data={data}
        onChange={set}
        onCheck={(name) => setChecked(new Set([...checked, name]))}
      />
      <div class="expense-save">
        <Button type="submit" weight="primary">
          {t(isOfTheDevice(failure) ? 'try-again' : 'expense-save')}
        </Button>
        <div aria-live="polite">{saved && !touched && <Saved>{t('expense-saved')}</Saved>}</div>
        {touched && <p class="subtle">{t('expense-unsaved')}</p>}
      </div>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      <div class="actions">
        <WayOut
          state={failure}
          words={[`${fields.amount} ${fields.currency}`, fields.day, fields.merchant, fields.note]}
        />
      </div>
    </form>
  );
}

const noDraft: Draft = {};

/** After a save, the expense as saved is shown at once: the live query brings it a moment later. */
function useAfterSave(live: Expense) {
  const [after, setAfter] = useState<{ before: Expense; next: Expense } | null>(null);
  const expense = after?.before === live ? after.next : live;
  return { expense, remember: (before: Expense, next: Expense) => setAfter({ before, next }) };
}

function settingOf(expense: Expense, data: ExpenseData, typed: FormSetting['typed']): FormSetting {
  const { items, currency: budget, zone } = data;
  const own = items.map((item) => item.expense).filter(({ createdBy }) => createdBy === expense.createdBy);
  const latest = own.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).find(({ currency }) => currency !== null);
  const usual = { budget, usualCurrency: latest?.currency ?? budget, usualDay: dayOf(expense, zone), typed };
  return { ...usual, mealOf: (day) => mealOf(day, data) };
}

function without(names: ReadonlySet<string>, gone: readonly string[]): Set<string> {
  return new Set([...names].filter((name) => !gone.includes(name)));
}

function focusFirst(form: HTMLFormElement | null, errors: FormErrors): void {
  form
    ?.querySelector<HTMLElement>(`[name="${errors.amount ? 'amount' : errors.rate ? 'rate' : 'part-amount'}"]`)
    ?.focus();
}
