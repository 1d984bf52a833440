import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useEffect, useState } from 'preact/hooks';
import { CarnetError, codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Settlement } from '#domain/expense/settlement.ts';
import { numberedLines } from '#store/settlement/lines.ts';
import { packReceipts } from '#store/settlement/pack.ts';
import { settlementTable } from '#store/settlement/table.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import type { ExpenseData } from './expense-data.ts';
import { shownState } from './expense-words.ts';
import { sheetOf } from './settlement-sheet.ts';

type ExportsProps = { data: ExpenseData; settlement: Settlement };
type OnProgress = (done: number, total: number) => void;

/** The table, all receipts, and the settlement to be printed: made on this phone, without a network. */
export function SettlementExports({ data, settlement }: ExportsProps) {
  const { t } = useMessages();
  const { device } = useApp();
  const make = useMakers({ data, settlement });
  const [progress, setProgress] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<{ failure?: ErrorCode; missing?: string }>({});
  useFonts(make);

  async function save(maker: (onProgress: OnProgress) => Promise<Made>): Promise<void> {
    setProgress('…');
    setOutcome({});
    try {
      const { file, name, missing } = await maker((done, total) =>
        setProgress(t('settlement-export-progress', done + 1, total)),
      );
      await device.saveFile(file, name);
      if (missing) setOutcome({ missing });
    } catch (error) {
      setOutcome({ failure: codeOf(error) });
    }
    setProgress(null);
  }

  const isBusy = progress !== null;
  return (
    <Section title={t('settlement-exports')}>
      <p class="subtle">{t('settlement-exports-text')}</p>
      <div class="actions">
        <Button icon={cdxIconDownload} disabled={isBusy} onClick={() => void save(make.pdf)}>
          {t('settlement-pdf')}
        </Button>
        <Button icon={cdxIconDownload} disabled={isBusy} onClick={() => void save(make.zip)}>
          {t('settlement-zip')}
        </Button>
        <Button icon={cdxIconDownload} disabled={isBusy} onClick={() => void save(make.csv)}>
          {t('settlement-csv')}
        </Button>
      </div>
      <p class="save-outcome figures" aria-live="polite">
        {progress}
      </p>
      {outcome.missing && (
        <Message type="warning" announce>
          {t('settlement-fonts-missing', outcome.missing)}
        </Message>
      )}
      {outcome.failure && (
        <Message type="error" announce>
          {t('settlement-export-failed', t(errorKey(outcome.failure)))}
        </Message>
      )}
    </Section>
  );
}

type Made = { file: Blob; name: string /** Letters without a font. */; missing?: string };

function useMakers({ data, settlement }: ExportsProps) {
  const messages = useMessages();
  const store = useStore();
  const lines = numberedLines(data.items);
  const day = store.instant().slice(0, 10);

  function table(): Blob {
    const stateOf = ({ expense }: (typeof lines)[number]) =>
      shownState(expense, data.checks.get(expense.id) ?? [], data.pending);
    return new Blob([settlementTable(lines, { ...data, stateOf })], { type: 'text/csv' });
  }

  return {
    csv: async (): Promise<Made> => ({ file: table(), name: `expenses-${day}.csv` }),
    async pdf(onProgress: OnProgress): Promise<Made> {
      const { makeSettlementPdf } = await loadPdf();
      const sheet = sheetOf({ store, data, settlement, lines }, messages);
      const { bytes, missing } = await makeSettlementPdf(sheet, onProgress);
      return { file: new Blob([bytes], { type: 'application/pdf' }), name: `settlement-${day}.pdf`, missing };
    },
    zip: async (onProgress: OnProgress): Promise<Made> => {
      const { file } = await packReceipts(store, lines, [{ name: 'expenses.csv', file: table() }], onProgress);
      return { file, name: `receipts-${day}.zip` };
    },
    /** Brings the fonts of the names here while there is a network. */
    async warm(): Promise<void> {
      const { loadFaces } = await import('../pdf/fonts.ts');
      await loadFaces(namesIn(data));
    },
  };
}

/** What people have typed, in whatever script. */
function namesIn({ items, people }: ExpenseData): string[] {
  const typed = items.flatMap(({ expense: { merchant, note, explanation = '' } }) => [merchant, note, explanation]);
  return [...typed, ...[...people.values()].map(({ name }) => name)];
}

function useFonts({ warm }: { warm: () => Promise<void> }): void {
  useEffect(() => {
    // Not before the screen has been drawn; without a network it is tried again when the page is opened again.
    const timer = setTimeout(() => void warm().catch(() => undefined), 1500);
    return () => clearTimeout(timer);
  }, []);
}

/** @throws CarnetError `offline` when this part of the app has never arrived here */
async function loadPdf(): Promise<typeof import('../pdf/settlement-pdf.ts')> {
  try {
    return await import('../pdf/settlement-pdf.ts');
  } catch (error) {
    throw new CarnetError('offline', String(error), { cause: error });
  }
}
