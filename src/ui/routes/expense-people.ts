import type { ExpenseData } from './expense-data.ts';
import type { Fields } from './expense-form-fields.ts';

/**
 * Who was probably at a meal of a day: the schedule names no guests, so everybody of both teams, and the meal that it
 * plans for that day (the first that is not dropped).
 *
 * @returns undefined for a day without a schedule
 */
export function mealOf(
  day: string,
  { sessions, people }: Pick<ExpenseData, 'sessions' | 'people'>,
): Pick<Fields, 'attendeeIds' | 'sessionId'> | undefined {
  const planned = sessions.filter((session) => session.day === day && session.state !== 'dropped');
  if (planned.length === 0) return undefined;
  const attendeeIds = [...people.values()].filter(({ role }) => role !== 'hub').map(({ id }) => id);
  return { attendeeIds, sessionId: planned.find(({ kind }) => kind === 'meal')?.id ?? '' };
}
