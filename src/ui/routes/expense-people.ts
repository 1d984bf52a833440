import type { ExpenseData } from './expense-data.ts';
import type { Fields } from './expense-form-fields.ts';

/**
 * Who was probably at a meal of a day: who is to attend the meal that the schedule plans (the first that is not
 * dropped), or everybody of both teams where it names nobody.
 *
 * @returns undefined for a day without a schedule
 */
export function mealOf(
  day: string,
  { sessions, people }: Pick<ExpenseData, 'sessions' | 'people'>,
): Pick<Fields, 'attendeeIds' | 'sessionId'> | undefined {
  const planned = sessions.filter((session) => session.day === day && session.state !== 'dropped');
  if (planned.length === 0) return undefined;
  const meal = planned.find(({ kind }) => kind === 'meal');
  const named = meal?.attendeeIds ?? [];
  const everybody = [...people.values()].filter(({ role }) => role !== 'hub').map(({ id }) => id);
  return { attendeeIds: named.length > 0 ? named : everybody, sessionId: meal?.id ?? '' };
}
