import { type Category, categories } from '#domain/expense/schema.ts';
import type { FigureRow, Figures, Grouping, Money, ProgrammeFigures } from '#domain/figures/programme-figures.ts';
import type { TextTable } from '#domain/figures/table-text.ts';
import { areas } from '#domain/plan/schema.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { type Language, tagOf } from '../i18n/languages.ts';
import { categoryKey } from './expense-words.ts';

export type FigureWords = { t: Translate; format: Format; language: Language };

/** What a row of the figures is about, in words. */
export function rowName(key: string, by: Grouping, { t, language }: FigureWords): string {
  if (key === '') return t(by === 'country' ? 'figures-no-country' : 'figures-no-topic');
  if (by === 'country') return new Intl.DisplayNames(tagOf(language), { type: 'region' }).of(key) ?? key;
  if (by === 'format') return t(key === 'mentor-travels' ? 'figures-format-mentor' : 'figures-format-mentee');
  const area = by === 'topic' && areas.find((known) => known === key);
  return area ? t(`area-${area}`) : key;
}

/** The figures as one table of text, in the order of its columns. */
export function figuresTable({ rows, total }: ProgrammeFigures, by: Grouping, words: FigureWords): TextTable {
  const { t } = words;
  const used = categories.filter((category) => total.money.some(({ spent }) => (spent[category] ?? 0) > 0));
  return {
    caption: t(`figures-caption-${by}`),
    columns: [
      t(`figures-by-${by}`),
      t('figures-exchanges'),
      t('figures-people'),
      t('figures-days'),
      t('figures-objectives'),
      t('figures-actions'),
      t('figures-spent'),
      ...used.map((category) => t(categoryKey(category))),
      t('figures-undecided'),
    ],
    records: rows.map((row) => [rowName(row.key, by, words), ...cells(row, used, words)]),
    total: [t('figures-total'), ...cells(total, used, words)],
  };
}

function cells(figures: FigureRow | Figures, used: readonly Category[], { t, format }: FigureWords): string[] {
  const { exchanges, people, days, objectives, actions, money } = figures;
  const amounts = (of: (entry: Money) => number) =>
    money
      .filter((entry) => of(entry) > 0)
      .map((entry) => format.money(of(entry), entry.currency))
      .join(' + ') || '–';
  return [
    format.number(exchanges),
    format.number(people),
    format.number(days),
    t('figures-of', format.number(objectives.achieved), format.number(objectives.total)),
    t('figures-of', format.number(actions.done), format.number(actions.total)),
    amounts(({ total }) => total),
    ...used.map((category) => amounts(({ spent }) => spent[category] ?? 0)),
    amounts(({ undecided }) => undecided),
  ];
}
