import '../styles/expenses.css';
import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { proseLimit } from '#domain/scalars.ts';
import type { Submission } from '#domain/submission/schema.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { useRefusal } from '../hooks/use-refusal.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { FormNotice } from './correction-notice.tsx';
import { type ExpenseData, readExpenses } from './expense-data.ts';
import { usePictureChecks } from './expense-pictures.ts';
import { Amounts, StateChips } from './expense-row.tsx';
import { expenseTitle, shownState } from './expense-words.ts';
import { isOfTheDevice, WayOut } from './way-out.tsx';

/** Hands expenses in to the Hub as one report. It is prepared and kept without a network, and sent when there is one. */
export function ExpenseSubmitPage() {
  const { t } = useMessages();
  const store = useStore();
  const data = usePictureChecks(useLive(() => readExpenses(store), [store]));
  const maySubmit = useMay('expense.submit');
  return (
    <Page title={t('submission-title')} back={{ href: '/expenses', label: t('nav-expenses') }}>
      {!data && <Loading />}
      {data && !data.downloaded && data.items.length === 0 && <NotDownloaded />}
      {data && (data.downloaded || data.items.length > 0) && (
        <>
          <ReadOnly write="expense.submit" />
          {maySubmit && <SubmitForm data={data} />}
          <NotReady data={data} />
          <HandedIn data={data} />
        </>
      )}
    </Page>
  );
}

const draftSchema = z.object({ note: z.optional(z.string()), left: z.optional(z.array(z.string())) });
const blank: { note: string; left: string[] } = { note: '', left: [] };

function itemsIn(data: ExpenseData, states: readonly string[]): ExpenseWithReceipts[] {
  return data.items.filter(
    ({ expense }) =>
      expense.deletedAt === null &&
      states.includes(shownState(expense, data.checks.get(expense.id) ?? [], data.pending)),
  );
}

/** All that is ready is ticked; which ticks were taken away and what was noted is kept as a draft. */
function SubmitForm({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const usual = 'submission/new';
  const draft = useDraft(correction.key(usual), draftSchema, correction.pending ? undefined : blank);
  const { refusal, run, clear } = useRefusal();
  const [isDone, setDone] = useState(false);
  const isReachable = useSyncState()?.reachable ?? true;
  if (!draft.value) return null;
  const { note, left } = { ...blank, ...draft.value };
  const ready = itemsIn(data, ['ready']);
  const chosen = ready.filter(({ expense }) => !left.includes(expense.id));

  async function submit(): Promise<void> {
    const items = chosen.map(({ expense }) => ({ expenseId: expense.id, revision: expense.revision ?? 0 }));
    const report = { id: store.newId(), by: store.context.participantId, at: store.instant(), note: note.trim() };
    if (!(await run(() => correction.write([{ name: 'expense.submit', args: { ...report, items } }])))) return;
    setDone(true);
    await draft.forget({ note, left });
    correction.leave(() => undefined);
  }

  function tick(id: string, isChosen: boolean): void {
    clear();
    setDone(false);
    draft.change({ left: isChosen ? left.filter((other) => other !== id) : [...left, id] });
  }

  return (
    <Section title={t('submission-choose')}>
      <FormNotice correction={correction} edits={draft} />
      <div aria-live="polite">{isDone && <Saved>{t('submission-done')}</Saved>}</div>
      {ready.length === 0 && <EmptyState title={t('submission-none')}>{null}</EmptyState>}
      {ready.length > 0 && (
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <div class="submission-lines">
            {ready.map(({ expense }) => (
              <div key={expense.id} class="submission-line">
                <Checkbox checked={!left.includes(expense.id)} onChange={(isChosen) => tick(expense.id, isChosen)}>
                  <bdi>{expenseTitle(expense, t)}</bdi>
                </Checkbox>
                <Amounts expense={expense} data={data} />
              </div>
            ))}
          </div>
          <Field label={t('submission-note')} optional>
            <TextArea value={note} rows={2} maxLength={proseLimit} onInput={(text) => draft.change({ note: text })} />
          </Field>
          {!isReachable && <Message>{t('submission-offline')}</Message>}
          <div class="actions">
            <Button type="submit" weight="primary" disabled={chosen.length === 0}>
              {t('submission-button', chosen.length)}
            </Button>
            <WayOut state={refusal && isOfTheDevice(refusal.code) ? refusal.code : null} words={[note]} />
          </div>
        </form>
      )}
      {refusal && (
        <Message type="error" announce>
          {t(reasonKey(refusal))}
        </Message>
      )}
    </Section>
  );
}

/** What is kept back, each with its reason, one tap from where it can be put right. */
function NotReady({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  const held = itemsIn(data, ['draft', 'needs-details', 'queried', 'rejected']);
  if (held.length === 0) return null;
  return (
    <Section title={t('submission-held')}>
      <List>
        {held.map((item) => (
          <ListItem
            key={item.expense.id}
            href={`/expenses/${item.expense.id}`}
            title={<bdi>{expenseTitle(item.expense, t)}</bdi>}
            detail={
              <span class="row">
                <StateChips item={item} data={data} />
              </span>
            }
          />
        ))}
      </List>
    </Section>
  );
}

function HandedIn({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  if (data.submissions.length === 0) return null;
  return (
    <Section title={t('submission-handed-in')}>
      <List>
        {data.submissions.map((submission) => (
          <ListItem
            key={submission.id}
            title={t('submission-line', submission.number, submission.expenseIds.length)}
            detail={
              <>
                <HandedInBy submission={submission} data={data} />
                {submission.note && <span dir="auto">{submission.note}</span>}
              </>
            }
          />
        ))}
      </List>
    </Section>
  );
}

function HandedInBy({ submission: { id, by, at }, data }: { submission: Submission; data: ExpenseData }) {
  const { t, format } = useMessages();
  const { now } = useApp();
  if (data.pending.has(id)) return <span>{t('submission-queued')}</span>;
  const name = data.people.get(by)?.name ?? '';
  return <span>{t('submission-sent', name, format.ago(Date.parse(at), now()))}</span>;
}
