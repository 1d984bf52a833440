import type { Settlement } from '#domain/expense/settlement.ts';
import { partsOfLine, type SettlementLine } from '#store/settlement/lines.ts';
import type { Store } from '#store/store.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { jpegOf } from '../pdf/jpeg-of.ts';
import type { SettlementSheet, SheetLine } from '../pdf/settlement-pdf.ts';
import type { ExpenseData } from './expense-data.ts';
import { sourceWords } from './expense-rates.tsx';
import { categoryKey, expenseTitle, shownState, stateKey, subcategoryKey } from './expense-words.ts';
import { labelWords, settlementRows } from './settlement-rows.ts';

type Words = { t: Translate; format: Format };
type Sources = { store: Store; data: ExpenseData; settlement: Settlement; lines: readonly SettlementLine[] };

/** The settlement in the words of the chosen language, to be printed. */
export function sheetOf({ store, data, settlement, lines }: Sources, words: Words): SettlementSheet {
  const { t, format } = words;
  const { exchange, currency } = data;
  const money = (minor: number) => format.money(minor, currency);
  const day = store.instant().slice(0, 10);
  return {
    title: t('settlement-title'),
    subtitles: exchange
      ? [
          exchange.topic,
          `${exchange.menteeCommunity} · ${exchange.mentorCommunity}`,
          `${exchange.hostCity} · ${format.dayRange(exchange.firstDay, exchange.lastDay)}`,
        ]
      : [],
    figures: [
      ...settlement.lines.map(({ category, approved, spent }) => ({
        label: t(categoryKey(category)),
        amount: approved > 0 ? t('expense-spent-of', money(spent), money(approved)) : money(spent),
      })),
      ...settlementRows(settlement, data).map(({ label, amount, isSum = false }) => ({
        label: labelWords(label, t),
        amount: money(amount),
        isSum,
      })),
    ],
    notes: [...openWords(settlement, t), t('settlement-rounding')],
    receiptsTitle: t('pdf-receipts'),
    lines: lines.map((line) => lineOf(line, { store, data }, words)),
    signatures: [t('pdf-signed-host'), t('pdf-signed-visitor'), t('pdf-hub')],
    footer: t('pdf-made', format.day(day, 'medium')),
    pageOf: (page, pages) => t('pdf-page', page, pages),
  };
}

/** Why the figures may still change: a printed page must not pass for the last one. */
function openWords({ undecided, unconverted, uncountedAdvances }: Settlement, t: Translate): string[] {
  const open = [
    undecided > 0 ? t('settlement-open-undecided', undecided) : '',
    unconverted > 0 ? t('settlement-open-unconverted', unconverted) : '',
    uncountedAdvances > 0 ? t('settlement-open-advances', uncountedAdvances) : '',
  ].filter(Boolean);
  return open.length > 0 ? [`${t('settlement-provisional')}: ${open.join(' · ')}`] : [t('settlement-final')];
}

function lineOf(line: SettlementLine, { store, data }: Pick<Sources, 'store' | 'data'>, words: Words): SheetLine {
  const { t, format } = words;
  const { expense, receipts, number } = line;
  const { amount, currency, rate, note, declaration, explanation } = expense;
  const parts = partsOfLine(line, data.currency);
  const inBudget = parts.some((part) => part.inBudget === undefined)
    ? undefined
    : parts.reduce((sum, part) => sum + (part.inBudget ?? 0), 0);
  const kind = expense.subcategory ? t(subcategoryKey(expense.subcategory)) : '';
  const category = expense.category && !expense.parts ? t(categoryKey(expense.category)) : '';
  const state = t(stateKey(shownState(expense, data.checks.get(expense.id) ?? [], data.pending)));
  const picture = receipts.find(({ type, thumb }) => thumb !== null || type !== 'application/pdf');
  return {
    number: String(number).padStart(3, '0'),
    title: expenseTitle(expense, t),
    details: [
      [expense.day ? format.day(expense.day, 'medium') : '', category, kind, state].filter(Boolean).join(' · '),
      ...(parts.length > 1 ? parts.map((part) => partWords(part, line, words)) : []),
      rate ? [t('expense-rate'), format.typed(rate.value), sourceWords(rate.source, t)].join(' · ') : '',
      note,
      explanation ?? '',
      declaration ? `${t('declaration-title')}: ${declaration.reason}` : '',
    ].filter(Boolean),
    amount: amount === null || currency === null ? '—' : format.money(amount, currency),
    inBudget: inBudget === undefined || currency === data.currency ? '' : format.money(inBudget, data.currency),
    stand: receipts.length > 0 ? t('receipt-pdf') : t('expense-no-receipt'),
    ...(picture && { picture: () => pictureOf(store, picture.thumb ?? picture.blob) }),
  };
}

function partWords(part: ReturnType<typeof partsOfLine>[number], line: SettlementLine, { t, format }: Words): string {
  const { currency, parts } = line.expense;
  const { category, subcategory } = parts?.[part.part - 1] ?? {};
  const share = part.amount !== null && currency !== null ? format.money(part.amount, currency) : '';
  return [
    `${t('pdf-split-part')} ${category ? t(categoryKey(category)) : ''}`,
    subcategory ? t(subcategoryKey(subcategory)) : '',
    share,
    part.note,
  ]
    .filter(Boolean)
    .join(' · ');
}

async function pictureOf({ db }: Store, hash: string): Promise<Uint8Array | undefined> {
  const stored = await db.blobBytes.get(hash).catch(() => undefined);
  return stored && jpegOf(stored.bytes);
}
