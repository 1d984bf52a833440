import type { Settlement } from '#domain/expense/settlement.ts';
import type { MessageKey, Translate } from '../i18n/i18n.ts';
import type { ExpenseData } from './expense-data.ts';

type Label = { name: string } | { key: MessageKey };
type SettlementRow = { key: string; label: Label; amount: number; isSum?: boolean };

export function labelWords(label: Label, t: Translate): string {
  return 'name' in label ? t('settlement-owed-person', label.name) : t(label.key);
}

/** The lines below the categories, as the screen and the printed settlement show them. */
export function settlementRows(settlement: Settlement, { people }: Pick<ExpenseData, 'people'>): SettlementRow[] {
  const { received, spent, currencyLoss, balance, toReturn, owed, beyondBudget, owedToPeople } = settlement;
  const line = (key: MessageKey, amount: number, isSum = false) => ({ key, label: { key }, amount, isSum });
  return [
    line('settlement-advance', received),
    line('settlement-spent', spent),
    ...(currencyLoss === 0
      ? []
      : [line(currencyLoss > 0 ? 'settlement-loss' : 'settlement-gain', Math.abs(currencyLoss))]),
    ...(owed + beyondBudget > 0 ? [] : [line('settlement-return', toReturn, true)]),
    ...(owed > 0 ? [line('settlement-owed', owed, true)] : []),
    ...(beyondBudget > 0 ? [line('settlement-beyond', beyondBudget)] : []),
    ...(balance === 0 || toReturn === balance || owed > 0 ? [] : [line('settlement-balance', balance)]),
    ...owedToPeople.map(({ payerId, amount }) => {
      const name = people.get(payerId)?.name;
      const label: Label = name === undefined ? { key: 'settlement-owed-visitor' } : { name };
      return { key: `to-${payerId}`, label, amount, isSum: true };
    }),
  ];
}
