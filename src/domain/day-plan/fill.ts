import { daysBetween } from '../days.ts';
import { orderBetween } from '../order.ts';
import type { Session, Task } from '../schedule/schema.ts';
import type { DayPlan, PlannedSession } from './schema.ts';

/** Which of the Hub's days goes on a date of the visit; null: none. */
export type Assignment = { readonly day: string; readonly planId: string | null };

/**
 * The Hub's days on the dates of a visit, as they are meant without anybody choosing: the first on the first date, the
 * last on the last, and between them the others in their order, from their first again in a longer visit. A single one
 * is for every date.
 */
export function usualAssignment(
  plans: readonly Pick<DayPlan, 'id'>[],
  visit: { firstDay: string; lastDay: string },
): Assignment[] {
  const days = daysBetween(visit.firstDay, visit.lastDay);
  const between = plans.length === 1 ? plans : plans.slice(1, -1);
  return days.map((day, at) => {
    const isLast = at > 0 && at === days.length - 1;
    const plan = at === 0 ? plans[0] : isLast ? plans.at(-1) : between[(at - 1) % between.length];
    return { day, planId: plan?.id ?? null };
  });
}

/** The sessions and tasks of such a choice, as `schedule.fill` takes them. */
export function fillFrom(
  plans: readonly DayPlan[],
  assignment: readonly Assignment[],
  newId: () => string,
): { sessions: Session[]; tasks: Task[] } {
  const planned = assignment.flatMap(({ day, planId }) =>
    (plans.find(({ id }) => id === planId)?.sessions ?? []).map(({ tasks, ...session }) => {
      const id = newId();
      return { session: toSession(id, day, session), tasks: tasksOf(id, tasks, newId) };
    }),
  );
  return { sessions: planned.map(({ session }) => session), tasks: planned.flatMap(({ tasks }) => tasks) };
}

function toSession(id: string, day: string, { start, end, title, kind }: Omit<PlannedSession, 'tasks'>): Session {
  const blank = { place: '', leadId: null, objectiveIds: [], state: 'planned' as const, note: '' };
  return { id, day, start, end, title, kind, ...blank };
}

function tasksOf(sessionId: string, titles: readonly string[], newId: () => string): Task[] {
  let order = '';
  return titles.map((title) => {
    order = orderBetween(order, '');
    return { id: newId(), sessionId, order, title, done: false };
  });
}
