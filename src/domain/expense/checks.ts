import { addDays } from '../days.ts';
import type { Exchange } from '../exchange/schema.ts';
import type { Duplicate } from './duplicates.ts';
import { type Portion, portionsOf } from './parts.ts';
import type { Expense } from './schema.ts';
import { budgetAmount, isFromAdvance, needsRate } from './totals.ts';

/** Where a rule stands (DOMAIN, “Money”): the Handbook's sections on costs, and WMF's “Documenting project expenses”. */
export const checkSources = ['covered', 'not-covered', 'hosting', 'receipts', 'rates'] as const;
export type CheckSource = (typeof checkSources)[number];

const rules = {
  fee: { tone: 'red', source: 'not-covered' },
  'business-class': { tone: 'red', source: 'not-covered' },
  'no-receipt': { tone: 'red', source: 'receipts' },
  declaration: { tone: 'red', source: 'receipts' },
  'outside-visit': { tone: 'red', source: 'covered' },
  'no-rate': { tone: 'red', source: 'rates' },
  'reads-like-fee': { tone: 'amber', source: 'not-covered' },
  'outside-days': { tone: 'amber', source: 'covered' },
  'over-budget': { tone: 'amber', source: 'hosting' },
  'no-budget': { tone: 'amber', source: 'hosting' },
  insurance: { tone: 'amber', source: 'covered' },
  'meal-amount': { tone: 'amber', source: 'hosting' },
  weekend: { tone: 'amber', source: 'hosting' },
  duplicate: { tone: 'amber', source: 'receipts' },
} as const satisfies Record<string, { tone: 'red' | 'amber'; source: CheckSource }>;

export type CheckCode = keyof typeof rules;
export const checkCodes = Object.keys(rules) as CheckCode[];

/** Something about an expense that a rule forbids (red), or that the Hub will ask about (amber) unless it is explained. */
export type Check = {
  code: CheckCode;
  tone: 'red' | 'amber';
  source: CheckSource;
  /** Amber, and the expense says why. */
  explained: boolean;
  /** Minor units of the budget's currency: how far over the line, or how much per person. */
  amount?: number;
  /** Another expense, with the same receipt. */
  duplicate?: Duplicate;
};

/** What decides whether an expense may be handed in; phone and server look at the same. */
export type HardFacts = {
  /** How many files prove it. */
  receipts: number;
  exchange: Pick<Exchange, 'firstDay' | 'lastDay' | 'currency'> | undefined;
};

/** What lets an expense look unusual. It comes from the other rows and changes with them, so it only asks for words. */
export type SoftFacts = HardFacts & {
  /** The budget line of a category, when there is one, in minor units of the budget's currency. */
  lineOf(category: NonNullable<Portion['category']>): { approved: number; left: number } | undefined;
  /** How many ate when nobody is named: the exchange's people without the Hub. */
  people: number;
  /** Somebody flies: as an expense or as a booking. */
  hasFlight: boolean;
  /** The schedule has sessions on that day. */
  hasSessions(day: string): boolean;
  duplicate: Duplicate | undefined;
};

/** A meal of more than this per person is asked about: 40 euros, in cents. Other currencies are compared converted. */
const usualMeal = 4000;

/** Words for pay of a person or a dearer seat, in the languages that the receipts of the region are in. */
const notCoveredWords =
  /honorar|onorari|гонорар|хонорар|consult(?:ancy|ing) fee|speaker fee|mentor(?:ing)? fee|business[- ]class|first class|бізнес[- ]?клас|бизнес[- ]?клас|клас бизнес|бизнис класа/i;

const beforehand: ReadonlySet<Portion['category']> = new Set(['travel', 'accommodation', 'insurance']);

/** The red ones: with any of them an expense can't be handed in. */
export function obstacles(expense: Expense, { receipts, exchange }: HardFacts): Check[] {
  const portions = portionsOf(expense);
  const kinds = portions.map(({ subcategory }) => subcategory);
  const { declaration, day } = expense;
  const isOutside = exchange !== undefined && day !== null && (day < exchange.firstDay || day > exchange.lastDay);
  const isHosting = portions.some(({ category }) => !beforehand.has(category));
  return given({
    fee: kinds.includes('fee'),
    'business-class': kinds.includes('flight-business'),
    'no-receipt': receipts === 0 && !declaration,
    declaration: receipts === 0 && declaration != null && declaration.confirmed === null,
    'outside-visit': isOutside && isHosting && !hasReason(expense),
    'no-rate': exchange !== undefined && needsRate(expense, exchange.currency),
  }).map((code) => checkOf(code, false));
}

/** All that is to be said about an expense, red before amber. */
export function checksOf(expense: Expense, facts: SoftFacts): Check[] {
  const explained = hasReason(expense);
  const amber = given({
    'reads-like-fee': notCoveredWords.test(`${expense.merchant}\n${expense.note}`),
    'outside-days': isFarOff(expense, facts),
    'no-budget': lines(expense, facts).some((line) => line === undefined),
    insurance: portionsOf(expense).some(({ category }) => category === 'insurance') && !facts.hasFlight,
    weekend: isFreeWeekend(expense, facts),
  }).map((code) => checkOf(code, explained));
  const over = Math.min(0, ...lines(expense, facts).map((line) => line?.left ?? 0));
  const meal = perPerson(expense, facts);
  return [
    ...obstacles(expense, facts),
    ...amber,
    ...(over < 0 ? [{ ...checkOf('over-budget', explained), amount: -over }] : []),
    ...(meal !== undefined && meal > usualMeal ? [{ ...checkOf('meal-amount', explained), amount: meal }] : []),
    ...(facts.duplicate ? [{ ...checkOf('duplicate', explained), duplicate: facts.duplicate }] : []),
  ];
}

function checkOf(code: CheckCode, explained: boolean): Check {
  const { tone, source } = rules[code];
  return { code, tone, source, explained: tone === 'amber' && explained };
}

function given(found: Partial<Record<CheckCode, boolean>>): CheckCode[] {
  return checkCodes.filter((code) => found[code]);
}

function hasReason({ explanation }: Expense): boolean {
  return (explanation ?? '').trim() !== '';
}

/** Outside the visit in another way than the obstacle: explained hosting, or tickets not bought near the visit. */
function isFarOff(expense: Expense, { exchange }: SoftFacts): boolean {
  const { day } = expense;
  if (!exchange || day === null || (day >= exchange.firstDay && day <= exchange.lastDay)) return false;
  const isHosting = portionsOf(expense).some(({ category }) => !beforehand.has(category));
  if (isHosting) return hasReason(expense);
  // Tickets are bought weeks before; after the way home there is nothing left to buy.
  return day > addDays(exchange.lastDay, 1);
}

/** The budget lines under which it stands; undefined for a category that the Hub has approved nothing for. */
function lines(expense: Expense, { lineOf }: SoftFacts) {
  const known = portionsOf(expense).flatMap(({ category }) => (category === null ? [] : [category]));
  return [...new Set(known)].map((category) => {
    const line = lineOf(category);
    return line && line.approved > 0 ? line : undefined;
  });
}

/** A meal's share of each who ate, in minor units of the budget's currency. */
function perPerson(expense: Expense, { people, exchange }: SoftFacts): number | undefined {
  const portions = portionsOf(expense);
  if (exchange?.currency !== 'EUR' || !portions.some(({ category }) => category === 'meals')) return undefined;
  if (!portions.every(({ category }) => category === 'meals')) return undefined;
  const whole = budgetAmount(expense, exchange.currency);
  const named = (expense.attendeeIds?.length ?? 0) + guestsOf(expense);
  return whole === undefined ? undefined : Math.floor(whole / Math.max(1, named > 0 ? named : people));
}

/** The guests by name, divided by commas. */
function guestsOf({ guests = '' }: Expense): number {
  return guests.split(/[,;،、]/).filter((name) => name.trim() !== '').length;
}

/** Hosting on a Saturday or Sunday for which nothing is planned. */
function isFreeWeekend(expense: Expense, { hasSessions }: SoftFacts): boolean {
  if (expense.day === null || !isFromAdvance(expense) || hasSessions(expense.day)) return false;
  const weekday = new Date(`${expense.day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
