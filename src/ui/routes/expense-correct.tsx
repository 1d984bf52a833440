import { type Expense, expenseSchema } from '#domain/expense/schema.ts';
import type { StoredRejection } from '#store/db.ts';
import type { Store } from '#store/store.ts';
import { Loading } from '../components/loading.tsx';
import { useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { readExpenses } from './expense-data.ts';
import { ExpenseForm } from './expense-form.tsx';
import { emptyExpense } from './receipt-capture.ts';

/** A refused expense in its form: as it was to be added, or anew when the one that it changed is gone. */
export function ExpenseCorrection({ rejection }: { rejection: StoredRejection }) {
  const store = useStore();
  const data = useLive(() => readExpenses(store), [store]);
  const expense = useLive(() => startOf(store, rejection), [store, rejection.id]);
  return data && expense ? <ExpenseForm expense={expense} data={data} isNew /> : <Loading />;
}

/** The values of a change stand in the draft; here is only what they are put over. */
async function startOf(store: Store, { id, name, args, code }: StoredRejection): Promise<Expense> {
  const refused = name === 'expense.add' ? expenseSchema.safeParse(args).data : undefined;
  // Of the same id each time, so that pressing Save twice adds one.
  if (!refused) return emptyExpense(store, id);
  return code === 'already_exists' ? { ...refused, id } : refused;
}
