import { type Category, categories, type Expense, type Rate } from '#domain/expense/schema.ts';
import { belongsTo, type Subcategory, subcategories } from '#domain/expense/subcategories.ts';
import { useMessages } from '../context.ts';
import type { ExpenseData } from './expense-data.ts';
import type { Fields, FormErrors } from './expense-form-fields.ts';
import { categoryKey, subcategoryKey } from './expense-words.ts';

export type ControlsProps = {
  fields: Fields;
  /** The form without what the person has touched. */
  base: Fields;
  errors: FormErrors;
  /** The published rate of the day. */
  offered: Rate | undefined;
  expense: Expense;
  data: ExpenseData;
  onChange: (changes: Partial<Fields>) => void;
  /** The person has left this field: say what is wrong with it. */
  onCheck: (name: 'amount' | 'rate' | 'parts') => void;
};

export function useCategories(): { value: Category | ''; label: string }[] {
  const { t } = useMessages();
  const known = categories.map((value) => ({ value, label: t(categoryKey(value)) }));
  return [{ value: '', label: t('expense-category-choose') }, ...known];
}

export function useSubcategories(category: Category): { value: Subcategory | ''; label: string }[] {
  const { t } = useMessages();
  const known = subcategories[category].map((value) => ({ value, label: t(subcategoryKey(value)) }));
  return [{ value: '', label: t('expense-subcategory-none') }, ...known];
}

/** Whether the kind that was chosen is one of the category that was chosen since. */
export function isKnown({ category, subcategory }: Pick<Fields, 'category' | 'subcategory'>): boolean {
  return subcategory !== '' && belongsTo(subcategory, category || null);
}
