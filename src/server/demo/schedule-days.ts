import type { SessionKind } from '#domain/schedule/schema.ts';
import type { SamplePeople } from './people.ts';
import type { SampleObjectives } from './plan.ts';

/** One slot of the sample's schedule, in host time. */
export type Slot = {
  readonly time: readonly [start: string, end: string];
  readonly kind: SessionKind;
  readonly title: string;
  readonly place: string;
  readonly lead?: keyof SamplePeople;
  readonly serves?: readonly (keyof SampleObjectives)[];
  readonly note?: string;
  readonly dropped?: true;
  /** A tick stands before what has been done. */
  readonly tasks?: readonly string[];
};

const loft = 'Dílna 12, room Loft';

export const firstDay: readonly Slot[] = [
  {
    time: ['08:30', '09:00'],
    kind: 'transport',
    title: 'Tram 4 from the hotel to Dílna 12',
    place: 'Stop Ukázková',
    lead: 'mentor',
    note: '24-hour tickets for all four.',
  },
  {
    time: ['09:00', '10:15'],
    kind: 'meeting',
    title: 'Welcome, and what we want to take home',
    place: loft,
    lead: 'leadMentor',
    note: 'Both sides read the plan aloud once.',
  },
  {
    time: ['10:15', '12:30'],
    kind: 'co-working',
    title: 'Map who holds what in each of our five clubs',
    place: loft,
    lead: 'mentee',
    serves: ['handover'],
    tasks: [
      '✓ List accounts, keys and contacts per club',
      '✓ Mark what only one person knows',
      '✓ Choose the two clubs to begin with',
    ],
  },
  { time: ['12:30', '13:30'], kind: 'meal', title: 'Lunch at Bistro Prázdná stránka', place: 'Ukázková 12' },
  {
    time: ['14:00', '16:00'],
    kind: 'workshop',
    title: 'First edit in twenty minutes: run the lesson with six beginners',
    place: 'Library of the sample grammar school, Vzorová 2',
    lead: 'leadMentor',
    serves: ['firstHour'],
    tasks: [
      '✓ Prepare one broken sentence per pupil',
      '✓ Run the lesson and keep the time',
      '✓ Write down where each pupil got stuck',
    ],
  },
  {
    time: ['16:30', '17:30'],
    kind: 'meeting',
    title: 'Call with the school inspectorate',
    place: 'Online',
    lead: 'mentor',
    serves: ['teachers'],
    dropped: true,
    note: 'Dropped: our contact was ill. We will write instead.',
  },
];

/** Without a gap in working hours, so that something is on whenever the demo is opened. */
export const middleDay: readonly Slot[] = [
  {
    time: ['08:30', '09:00'],
    kind: 'transport',
    title: 'Walk to Dílna 12, past the bakery',
    place: 'Hotel lobby',
    lead: 'mentor',
  },
  {
    time: ['09:00', '10:30'],
    kind: 'co-working',
    title: 'Rewrite the handover checklist on two pages',
    place: loft,
    lead: 'leadMentor',
    serves: ['handover'],
    tasks: [
      '✓ Cut what nobody used',
      '✓ Put the date of the next meeting first',
      'Translate the headings into Romanian',
      'Print two copies',
    ],
  },
  {
    time: ['10:30', '12:00'],
    kind: 'workshop',
    title:
      'How to ask a second teacher, a headteacher and a school librarian to share the work of one WikiClub: letters, first sentences and what to do when the answer is “not this year”',
    place: loft,
    lead: 'mentor',
    serves: ['teachers'],
    tasks: [
      '✓ Collect the three best opening sentences',
      'Draft the letter to headteachers',
      'Read it aloud to someone who was not there',
    ],
  },
  {
    time: ['12:00', '13:00'],
    kind: 'meal',
    title: 'Lunch in the kitchen of Dílna 12',
    place: 'Dílna 12, kitchen',
    note: 'Groceries from the shop on the corner.',
  },
  {
    time: ['13:00', '15:00'],
    kind: 'co-working',
    title: 'Try the checklist on two people who have never seen it',
    place: loft,
    lead: 'mentee',
    serves: ['handover'],
    tasks: ['✓ Invite two volunteers', 'Hand over without speaking', 'Mark every line that needed a question'],
  },
  {
    time: ['15:00', '16:00'],
    kind: 'meeting',
    title: 'School librarians of Brno: what keeps a club in the house',
    place: 'Library of the sample grammar school, Vzorová 2',
    lead: 'leadMentor',
    serves: ['teachers', 'handover'],
  },
  {
    time: ['16:00', '17:30'],
    kind: 'co-working',
    title: 'Семінар: як залучити вчительок, які не мають часу',
    place: loft,
    lead: 'menteeColleague',
    serves: ['teachers'],
    tasks: ['✓ Зібрати приклади з Кишинева', 'Переписати запрошення українською'],
  },
  {
    time: ['17:30', '18:00'],
    kind: 'check-in',
    title: 'Short check-in with the Hub',
    place: 'Video call',
    lead: 'hub',
    note: 'Optional. How is it going, and is anything in the way?',
  },
  {
    time: ['19:00', '21:00'],
    kind: 'meal',
    title: 'Dinner with volunteers of Wikimedia Brno',
    place: 'Meet at the fountain',
  },
];

export const lastDay: readonly Slot[] = [
  {
    time: ['08:30', '09:00'],
    kind: 'transport',
    title: 'Tram 4 to Dílna 12, with luggage',
    place: 'Hotel lobby',
    lead: 'mentor',
  },
  {
    time: ['09:00', '11:00'],
    kind: 'workshop',
    title: 'Three figures and a dashboard',
    place: loft,
    lead: 'mentor',
    serves: ['measure'],
    tasks: ['Choose the three figures', 'Set up the dashboard for two clubs', 'Write what each figure does not say'],
  },
  {
    time: ['11:00', '12:30'],
    kind: 'co-working',
    title: 'Draft the report together',
    place: loft,
    lead: 'mentee',
    tasks: ['Summary', 'What we would do differently, both sides'],
  },
  { time: ['12:30', '13:30'], kind: 'meal', title: 'Farewell lunch', place: 'Bistro Prázdná stránka' },
  {
    time: ['13:30', '14:30'],
    kind: 'meeting',
    title: 'Who does what by when',
    place: loft,
    lead: 'leadMentor',
    serves: ['handover', 'teachers', 'measure'],
    note: 'No one leaves without a name and a date.',
  },
  { time: ['14:30', '15:30'], kind: 'free', title: 'Room to breathe, photos, goodbyes', place: 'Park Vzorová' },
  { time: ['16:05', '18:40'], kind: 'transport', title: 'Bus to Vienna airport', place: 'Main bus station, bay 12' },
];
