import { addDays, wallClock } from '#domain/days.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { by, hostZone, inOrder, type SampleCall, type SampleInput } from './calls.ts';
import type { SamplePeople } from './people.ts';
import type { SampleObjectives } from './plan.ts';
import { firstDay, lastDay, middleDay, type Slot } from './schedule-days.ts';

/** Three days around today. Today's sessions are done as far as the clock on the host's wall has passed them. */
export function scheduleCalls(input: SampleInput, people: SamplePeople, objectives: SampleObjectives): SampleCall[] {
  const clock = wallClock(Date.parse(input.now), hostZone);
  const past = (day: string, end: string) => day < clock.day || (day === clock.day && end <= clock.time);
  const days = [
    { day: addDays(input.today, -1), slots: firstDay },
    { day: input.today, slots: middleDay },
    { day: addDays(input.today, 1), slots: lastDay },
  ];
  return days.flatMap(({ day, slots }) =>
    slots.flatMap((slot) => {
      const id = input.newId();
      const state = slot.dropped ? 'dropped' : past(day, slot.time[1]) ? 'done' : 'planned';
      return [
        by(people.leadMentor, 'session.add', toSession(slot, id, day, people, objectives)),
        ...(state === 'planned' ? [] : [by(people.leadMentor, 'session.mark', { id, state })]),
        ...taskCalls(slot, id, input, people),
      ];
    }),
  );
}

function toSession(slot: Slot, id: string, day: string, people: SamplePeople, objectives: SampleObjectives): Session {
  const { time, kind, title, place, lead, serves = [], note = '' } = slot;
  return {
    id,
    day,
    start: time[0],
    end: time[1],
    title,
    kind,
    place,
    leadId: lead ? people[lead].id : null,
    objectiveIds: serves.map((key) => objectives[key]),
    state: 'planned',
    note,
  };
}

function taskCalls(
  { tasks = [] }: Slot,
  sessionId: string,
  { newId }: SampleInput,
  { leadMentor, mentee }: SamplePeople,
): SampleCall[] {
  const rows = inOrder(
    tasks.map((task) => ({ id: newId(), sessionId, title: task.replace('✓ ', ''), ticked: task.startsWith('✓ ') })),
  );
  return rows.flatMap(({ ticked, ...task }) => [
    by(leadMentor, 'task.add', { ...task, done: false }),
    ...(ticked ? [by(mentee, 'task.tick', { id: task.id, done: true })] : []),
  ]);
}
