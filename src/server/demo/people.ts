import type { Participant } from '#domain/exchange/schema.ts';
import { by, type SampleCall, type SamplePerson } from './calls.ts';

export const menteeCommunity = 'Wikimedians of Chișinău (sample)';
export const mentorCommunity = 'Wikimedia Brno (sample)';

/** The people of the sample, all invented. */
export type SamplePeople = {
  readonly hub: SamplePerson;
  readonly leadMentor: SamplePerson;
  readonly mentor: SamplePerson;
  readonly mentee: SamplePerson;
  readonly menteeColleague: SamplePerson;
};

export function samplePeople(newId: () => string): SamplePeople {
  return {
    hub: { id: newId(), role: 'hub', name: 'Zsófia Őri' },
    leadMentor: { id: newId(), role: 'mentor', name: 'Kateřina Dvořáčková' },
    mentor: { id: newId(), role: 'mentor', name: 'Šimon Říha' },
    mentee: { id: newId(), role: 'mentee', name: 'Ilinca Țurcanu' },
    menteeColleague: { id: newId(), role: 'mentee', name: 'Андрій Бойчук' },
  };
}

export function peopleCalls(people: SamplePeople): SampleCall[] {
  const details: [SamplePerson, Pick<Participant, 'community' | 'username' | 'lead'>][] = [
    [people.hub, { community: 'Wikimedia CEE Hub (sample)', username: 'ZsófiaŐ (sample)', lead: false }],
    [people.leadMentor, { community: mentorCommunity, username: 'Katka píše (sample)', lead: true }],
    [people.mentor, { community: mentorCommunity, username: 'Šimon z Brna (sample)', lead: false }],
    [people.mentee, { community: menteeCommunity, username: 'IlincaȚ (sample)', lead: true }],
    [people.menteeColleague, { community: menteeCommunity, username: 'Бойчук А. (приклад)', lead: false }],
  ];
  return details.map(([person, detail]) => by(people.hub, 'participant.add', { ...person, ...detail }));
}
