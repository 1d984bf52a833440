import { categories } from '#domain/expense/schema.ts';
import type { Figures, Grouping, ProgrammeFigures } from '#domain/figures/programme-figures.ts';
import { categoryKey } from './expense-words.ts';
import { type FigureWords, rowName } from './figures-words.ts';

/** What a chart can show. */
export const measures = ['exchanges', 'people', 'days', 'objectives', 'actions', 'spent', 'categories'] as const;
export type Measure = (typeof measures)[number];

/** How a part of a bar is drawn; a legend names it, and its value stands beside the bar. */
export type Tone = 'main' | 'second' | 'third' | 'rest';

export type Bar = {
  readonly label: string;
  /** In the order in which they are drawn. */
  readonly parts: readonly { readonly tone: Tone; readonly value: number }[];
  /** What the bar says in words. */
  readonly words: string;
};

/** Bars of one unit, and so of one scale: a chart for each currency, where it is money. */
export type Chart = {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly legend: readonly { readonly tone: Tone; readonly name: string }[];
};

type Values = { parts: Bar['parts']; words: string };

/** The charts of one measure. */
export function chartsOf(programme: ProgrammeFigures, by: Grouping, measure: Measure, words: FigureWords): Chart[] {
  if (measure === 'categories') return categoryCharts(programme.total, words);
  if (measure === 'spent') return moneyCharts(programme, by, words);
  const { t } = words;
  const bars = programme.rows.map((row) => ({ label: rowName(row.key, by, words), ...valuesOf(row, measure, words) }));
  return [{ title: `${t(`figures-${measure}`)} · ${t(`figures-by-${by}`)}`, bars, legend: legendOf(measure, words) }];
}

function valuesOf(row: Figures, measure: Exclude<Measure, 'spent' | 'categories'>, { t, format }: FigureWords): Values {
  const one = (value: number): Values => ({ parts: [{ tone: 'main', value }], words: format.number(value) });
  if (measure === 'exchanges') return one(row.exchanges);
  if (measure === 'days') return one(row.days);
  if (measure === 'people') {
    const parts = [
      { tone: 'main', value: row.mentees },
      { tone: 'second', value: row.mentors },
    ] as const;
    return { parts, words: format.number(row.people) };
  }
  if (measure === 'actions') {
    const { done, total } = row.actions;
    const parts = [
      { tone: 'main', value: done },
      { tone: 'rest', value: total - done },
    ] as const;
    return { parts, words: t('figures-of', format.number(done), format.number(total)) };
  }
  const { achieved, partly, notAchieved, total } = row.objectives;
  const parts = [
    { tone: 'main', value: achieved },
    { tone: 'second', value: partly },
    { tone: 'third', value: notAchieved },
    { tone: 'rest', value: total - achieved - partly - notAchieved },
  ] as const;
  return { parts, words: t('figures-of', format.number(achieved), format.number(total)) };
}

function legendOf(measure: Measure, { t }: FigureWords): Chart['legend'] {
  if (measure === 'people')
    return [
      { tone: 'main', name: t('figures-mentees') },
      { tone: 'second', name: t('figures-mentors') },
    ];
  if (measure === 'actions')
    return [
      { tone: 'main', name: t('figures-done') },
      { tone: 'rest', name: t('figures-open') },
    ];
  if (measure !== 'objectives') return [];
  return [
    { tone: 'main', name: t('objective-state-achieved') },
    { tone: 'second', name: t('objective-state-partly') },
    { tone: 'third', name: t('objective-state-not-achieved') },
    { tone: 'rest', name: t('figures-open') },
  ];
}

function moneyCharts({ rows, total }: ProgrammeFigures, by: Grouping, words: FigureWords): Chart[] {
  const { t, format } = words;
  const legend = [
    { tone: 'main', name: t('figures-spent') },
    { tone: 'rest', name: t('figures-undecided') },
  ] as const;
  return total.money.map(({ currency }) => ({
    title: `${t('figures-spent')} · ${t(`figures-by-${by}`)} · ${currency}`,
    legend,
    bars: rows.flatMap((row) => {
      const own = row.money.find((entry) => entry.currency === currency);
      if (!own) return [];
      const parts = [
        { tone: 'main', value: own.total },
        { tone: 'rest', value: own.undecided },
      ] as const;
      return [{ label: rowName(row.key, by, words), parts, words: format.money(own.total, currency) }];
    }),
  }));
}

function categoryCharts(total: Figures, { t, format }: FigureWords): Chart[] {
  return total.money.map(({ currency, spent }) => ({
    title: `${t('figures-categories')} · ${currency}`,
    legend: [],
    bars: categories.flatMap((category) => {
      const value = spent[category] ?? 0;
      if (value === 0) return [];
      return [
        { label: t(categoryKey(category)), parts: [{ tone: 'main', value }], words: format.money(value, currency) },
      ];
    }),
  }));
}
