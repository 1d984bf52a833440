import { addDays, dayDistance, reportDueDay, wallClock } from '../days.ts';
import type { Exchange } from '../exchange/schema.ts';

/**
 * By how many days before the visit the plan should be agreed: nothing is booked before (DOMAIN, “Planning”), and two
 * weeks leave the Hub the time to book. The programme names no day; this is Carnet's advice.
 */
export const planLeadDays = 14;

export type DeadlineKind = 'plan' | 'visit' | 'report' | 'follow-up';

export type Deadline = {
  kind: DeadlineKind;
  /** Null: no day is set yet. */
  day: string | null;
  /** `late`: the day has passed and it is not done. `open`: it has no day, and its time has come. */
  state: 'done' | 'ahead' | 'today' | 'late' | 'open';
  /** Days until then, negative once it has passed; null without a day. */
  daysLeft: number | null;
};

/** What is known of each, beside its day. */
export type Progress = {
  /** Both sides agree to the plan as it is. */
  planAgreed: boolean;
  /** The report was submitted, or even approved. */
  reportDone: boolean;
  /** The call: its accepted beginning (ISO 8601), and whether it has taken place; null: not agreed on. */
  followUp: { start: string | null; done: boolean } | null;
};

/** The day by which both sides should have agreed to the plan. */
export function planDueDay(firstDay: string): string {
  return addDays(firstDay, -planLeadDays);
}

/** The dates of an exchange in their order, as seen on a day of host time. */
export function deadlinesOf(exchange: Exchange, progress: Progress, today: string): Deadline[] {
  const { firstDay, lastDay, hostZone } = exchange;
  const call = progress.followUp?.start ? wallClock(Date.parse(progress.followUp.start), hostZone).day : null;
  const isOver = today > lastDay;
  return [
    deadline('plan', planDueDay(firstDay), progress.planAgreed || isOver, today),
    deadline('visit', firstDay, today >= firstDay, today),
    deadline('report', reportDueDay(lastDay), progress.reportDone, today),
    call === null
      ? {
          kind: 'follow-up',
          day: null,
          daysLeft: null,
          state: progress.followUp?.done ? 'done' : isOver ? 'open' : 'ahead',
        }
      : deadline('follow-up', call, progress.followUp?.done ?? false, today),
  ];
}

function deadline(kind: DeadlineKind, day: string, isDone: boolean, today: string): Deadline {
  const daysLeft = dayDistance(today, day);
  const ahead = daysLeft === 0 ? 'today' : daysLeft > 0 ? 'ahead' : 'late';
  return { kind, day, daysLeft, state: isDone ? 'done' : ahead };
}
