import * as z from 'zod/mini';
import type { NamedDay, PlannedSession } from '#domain/day-plan/schema.ts';
import { clockTimeSchema, lineLimit } from '#domain/scalars.ts';
import { sessionKinds } from '#domain/schedule/schema.ts';

/** A session of a day of the template as it is typed; its tasks one a line. */
const sessionFormSchema = z.object({
  /** Tells it apart from the others while it is moved and changed. */
  key: z.string(),
  start: z.string(),
  end: z.string(),
  title: z.string(),
  kind: z.enum(sessionKinds),
  tasks: z.string(),
});
export type SessionForm = z.infer<typeof sessionFormSchema>;

export const dayFormSchema = z.object({ key: z.string(), name: z.string(), sessions: z.array(sessionFormSchema) });
export type DayForm = z.infer<typeof dayFormSchema>;

export const maxDays = 10;
export const maxSessions = 20;
const maxTasks = 20;

export function daysToForm(days: readonly NamedDay[]): DayForm[] {
  return days.map(({ name, sessions }, at) => ({
    ...{ key: `${at}`, name },
    sessions: sessions.map((session, index) => sessionToForm(session, `${at}-${index}`)),
  }));
}

export function sessionToForm({ tasks, ...session }: PlannedSession, key: string): SessionForm {
  return { ...session, key, tasks: tasks.join('\n') };
}

/** A session after the last one of its day, as long as an hour; at the end of a day its times are left to be typed. */
export function nextSession(sessions: readonly SessionForm[], key: string): SessionForm {
  const start = sessions.at(-1)?.end ?? '09:30';
  const hour = Number(start.slice(0, 2));
  const isFit = clockTimeSchema.safeParse(start).success && hour < 23;
  const end = isFit ? `${String(hour + 1).padStart(2, '0')}${start.slice(2)}` : '';
  return { key, start: isFit ? start : '', end, title: '', kind: 'co-working', tasks: '' };
}

export type SessionProblem = 'title' | 'times' | 'tasks';

export function problemsOfSession({ start, end, title, tasks }: SessionForm): SessionProblem[] {
  const areTimes = clockTimeSchema.safeParse(start).success && clockTimeSchema.safeParse(end).success && end > start;
  const titles = taskTitles(tasks);
  const areTasks = titles.length <= maxTasks && titles.every(({ length }) => length <= lineLimit);
  return [
    ...(areTimes ? [] : ['times' as const]),
    ...(isTitle(title) ? [] : ['title' as const]),
    ...(areTasks ? [] : ['tasks' as const]),
  ];
}

export type DayProblem = 'name' | 'empty' | 'sessions';

export function problemsOfDay({ name, sessions }: DayForm): DayProblem[] {
  return [
    ...(isTitle(name) ? [] : ['name' as const]),
    ...(sessions.length > 0 ? [] : ['empty' as const]),
    ...(sessions.every((session) => problemsOfSession(session).length === 0) ? [] : ['sessions' as const]),
  ];
}

/** The days as they are saved, the sessions of each by their time; undefined while something in them is wrong. */
export function readDays(days: readonly DayForm[]): NamedDay[] | undefined {
  if (days.some((day) => problemsOfDay(day).length > 0)) return undefined;
  return days.map(({ name, sessions }) => ({
    name: name.trim(),
    sessions: sessions
      .map(({ start, end, title, kind, tasks }) => ({
        ...{ start, end, title: title.trim(), kind, tasks: taskTitles(tasks) },
      }))
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)),
  }));
}

function isTitle(text: string): boolean {
  return text.trim() !== '' && text.length <= lineLimit;
}

function taskTitles(tasks: string): string[] {
  return tasks
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
