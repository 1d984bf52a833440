import '../styles/expenses.css';
import { cdxIconAdd, cdxIconCamera } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { ErrorCode } from '#domain/errors.ts';
import { codeOf } from '#domain/errors.ts';
import { isFinal, type Settlement, settle } from '#domain/expense/settlement.ts';
import { orderBetween } from '#domain/order.ts';
import type { Slip } from '#domain/slip/schema.ts';
import { rateOfSlip } from '#domain/slip/slip-rate.ts';
import { captureFile } from '#store/capture.ts';
import { listRowsOf } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FileButton } from '../components/file-capture.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type ExpenseData, readExpenses } from './expense-data.ts';
import { categoryKey } from './expense-words.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { ReceiptGallery } from './receipt-gallery.tsx';
import { SettlementExports } from './settlement-exports.tsx';
import { labelWords, settlementRows } from './settlement-rows.ts';
import { SlipDialog } from './slip-dialog.tsx';

/** What goes back to the Hub or is owed by it, from the rows that are here; the same on each device. */
export function SettlementPage() {
  const { t } = useMessages();
  const store = useStore();
  const data = useLive(() => readExpenses(store), [store]);
  return (
    <Page title={t('settlement-title')} back={{ href: '/expenses', label: t('nav-expenses') }}>
      {!data && <Loading />}
      {data && !data.downloaded && data.items.length === 0 && <NotDownloaded />}
      {data && (data.downloaded || data.items.length > 0) && <Figures data={data} />}
    </Page>
  );
}

function Figures({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  if (data.items.length === 0 && data.advances.length === 0)
    return <EmptyState title={t('settlement-none')}>{t('settlement-none-text')}</EmptyState>;
  const settlement = settle({ ...data, expenses: data.items.map(({ expense }) => expense) });
  return (
    <>
      <Openness settlement={settlement} />
      <SettlementTable settlement={settlement} data={data} />
      <p class="small subtle">{t('settlement-rounding')}</p>
      <Slips data={data} />
      <SettlementExports data={data} settlement={settlement} />
    </>
  );
}

/** Why the figures may still change. */
function Openness({ settlement }: { settlement: Settlement }) {
  const { t } = useMessages();
  const { undecided, unconverted, uncountedAdvances } = settlement;
  if (isFinal(settlement)) return <Message type="success">{t('settlement-final')}</Message>;
  return (
    <Message type="notice" title={t('settlement-provisional')}>
      {undecided > 0 && <p>{t('settlement-open-undecided', undecided)}</p>}
      {unconverted > 0 && <p>{t('settlement-open-unconverted', unconverted)}</p>}
      {uncountedAdvances > 0 && <p>{t('settlement-open-advances', uncountedAdvances)}</p>}
    </Message>
  );
}

type TableProps = { settlement: Settlement; data: ExpenseData };

function SettlementTable({ settlement, data }: TableProps) {
  const { t, format } = useMessages();
  const money = (minor: number) => format.money(minor, settlement.currency);
  return (
    <table class="settlement figures">
      <thead>
        <tr>
          <th scope="col">{t('expense-category')}</th>
          <th scope="col">{t('signed-field-spent')}</th>
          <th scope="col">{t('signed-field-approved')}</th>
        </tr>
      </thead>
      <tbody>
        {settlement.lines.map(({ category, approved, spent }) => (
          <tr key={category}>
            <th scope="row">{t(categoryKey(category))}</th>
            <td>{money(spent)}</td>
            <td>{approved > 0 && money(approved)}</td>
          </tr>
        ))}
        {settlementRows(settlement, data).map(({ key, label, amount, isSum }) => (
          <tr key={key} class={isSum ? 'settlement-sum' : ''}>
            <th scope="row" colSpan={2}>
              {labelWords(label, t)}
            </th>
            <td>{money(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Slips({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  const { query, route } = useLocation();
  const mayRecord = useMay('slip.record');
  const saving = useSaving();
  if (data.advances.length === 0) return null;
  return (
    <Section title={t('slip-title')}>
      {data.slips.length === 0 && <p class="subtle">{t('slip-none')}</p>}
      {data.slips.length > 0 && (
        <List>
          {data.slips.map((slip) => (
            <SlipRow key={slip.id} slip={slip} data={data} mayEdit={mayRecord} />
          ))}
        </List>
      )}
      {mayRecord && (
        <div class="actions">
          <Button icon={cdxIconAdd} onClick={() => route('/expenses/settlement?slip=new', true)}>
            {t('slip-add')}
          </Button>
        </div>
      )}
      <ReadOnly write="slip.record" />
      <SaveOutcome state={query.slip ? 'idle' : saving.state} undo={saving.undo} />
      {query.slip && mayRecord && (
        <SlipDialog
          key={query.slip}
          which={query.slip}
          data={data}
          saving={saving}
          onClose={() => route('/expenses/settlement', true)}
        />
      )}
    </Section>
  );
}

function SlipRow({ slip, data, mayEdit }: { slip: Slip; data: ExpenseData; mayEdit: boolean }) {
  const { t, format } = useMessages();
  const from = data.advances.find(({ id }) => id === slip.advanceId)?.currency ?? data.currency;
  const rate = rateOfSlip(slip, from)?.value ?? '';
  const words = [
    format.money(slip.given, from),
    format.money(slip.got, slip.currency),
    `1 ${slip.currency} = ${format.typed(rate)} ${from}`,
  ] as const;
  return (
    <>
      <ListItem
        {...(mayEdit && { href: `/expenses/settlement?slip=${slip.id}` })}
        title={<span class="figures">{t('slip-rate', ...words)}</span>}
        detail={
          <>
            <span dir="auto">{[format.day(slip.day, 'medium'), slip.place].filter(Boolean).join(' · ')}</span>
            <UnsentMark shown={data.pending.has(slip.id)} />
          </>
        }
      />
      <li class="list-item">
        <SlipPhoto slip={slip} data={data} mayAdd={mayEdit} />
      </li>
    </>
  );
}

/** The photo is safe on the disk before its row is written, as with a receipt. */
function SlipPhoto({ slip, data, mayAdd }: { slip: Slip; data: ExpenseData; mayAdd: boolean }) {
  const { t } = useMessages();
  const store = useStore();
  const files = useLive(() => listRowsOf(store, 'slipFile', slip.id), [store, slip.id]);
  const [outcome, setOutcome] = useState<ErrorCode | 'saved' | null>(null);
  return (
    <div class="stack-tight">
      {files && files.length > 0 && <ReceiptGallery receipts={files} pending={data.pending} />}
      {mayAdd && (
        <div class="actions">
          <FileButton
            from="files"
            pdf
            icon={cdxIconCamera}
            label={t('slip-photo')}
            onPick={(picked) => void attach(store, slip, picked).then(setOutcome)}
          />
        </div>
      )}
      <div aria-live="polite">{outcome === 'saved' && <Saved>{t('slip-photo-saved')}</Saved>}</div>
      {outcome && outcome !== 'saved' && (
        <Message type="error" announce>
          {t(errorKey(outcome))}
        </Message>
      )}
    </div>
  );
}

async function attach(store: Store, slip: Slip, picked: readonly File[]): Promise<ErrorCode | 'saved'> {
  try {
    for (const file of picked) {
      const last = (await listRowsOf(store, 'slipFile', slip.id))
        .map(({ order }) => order)
        .sort()
        .at(-1);
      const captured = await captureFile(store, file, file.name, 'receipt');
      const row = { id: store.newId(), slipId: slip.id, order: orderBetween(last ?? '', ''), ...captured };
      const rejection = await store.mutate('slip.attach', row);
      if (rejection) return rejection.code;
    }
    return 'saved';
  } catch (error) {
    return codeOf(error);
  }
}
