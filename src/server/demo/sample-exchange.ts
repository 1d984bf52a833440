import { addDays } from '#domain/days.ts';
import { bookingCalls } from './bookings.ts';
import { by, hostZone, instantAt, type SampleCall, type SampleInput } from './calls.ts';
import { budgetCalls, expenseCalls } from './expenses.ts';
import { menteeCommunity, mentorCommunity, peopleCalls, type SamplePeople, samplePeople } from './people.ts';
import { planCalls, sampleObjectives } from './plan.ts';
import { reportCalls, sectionCalls } from './report.ts';
import { scheduleCalls } from './schedule.ts';

export type SampleExchange = {
  readonly exchangeId: string;
  readonly people: SamplePeople;
  /** Every write that made it, in order; each is accepted when run after the ones before. */
  readonly calls: readonly SampleCall[];
  /** What follows once both sides have agreed to the plan. */
  readonly afterAgreement: readonly SampleCall[];
};

/**
 * A realistic exchange in the middle of its visit, for the demo and for tests: invented people of two
 * invented communities, visiting Brno yesterday, today and tomorrow. Pure: the same input gives the same calls.
 */
export function sampleExchange(input: SampleInput): SampleExchange {
  const exchangeId = input.newId();
  const people = samplePeople(input.newId);
  const objectives = sampleObjectives(input.newId);
  const sections = sectionCalls(input, people);
  const bookings = bookingCalls(input, people);
  return {
    exchangeId,
    people,
    calls: [
      exchangeCall(input, exchangeId, people),
      ...peopleCalls(people),
      ...sections.calls,
      ...budgetCalls(input, people),
      ...bookings.planned,
      ...planCalls(input, people, objectives),
      ...scheduleCalls(input, people, objectives),
      ...expenseCalls(input, people),
      ...reportCalls(input, people, sections.ids),
    ],
    afterAgreement: bookings.booked,
  };
}

function exchangeCall({ today, now }: SampleInput, id: string, { hub }: SamplePeople): SampleCall {
  return by(hub, 'exchange.create', {
    id,
    topic: 'WikiClubs in schools: a programme that survives its founder',
    format: 'mentee-travels',
    menteeCommunity,
    mentorCommunity,
    hostCity: 'Brno',
    hostZone,
    firstDay: addDays(today, -1),
    lastDay: addDays(today, 1),
    currency: 'EUR',
    venue: 'Dílna 12, shared workshop',
    address: 'Ukázková 12 (sample address)\n602 00 Brno\nCzechia',
    createdAt: instantAt(addDays(today, -45), '10:00', now),
  });
}
