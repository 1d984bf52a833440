import type { Section } from '#domain/report/schema.ts';
import type { ImageName } from './images.ts';
import type { SamplePeople } from './people.ts';

/** What somebody wrote, and when: `day` in days from today, `time` in host time. */
export type Words = {
  readonly by: keyof SamplePeople;
  readonly day: number;
  readonly time: string;
  readonly text: string;
};

/** What has been drafted so far: four of the eight sections, some by more than one hand. */
export const drafts: Partial<Record<Section['key'], readonly Words[]>> = {
  summary: [
    {
      by: 'mentee',
      day: -1,
      time: '21:10',
      text: 'Two Wikimedians from Chișinău spent three days in Brno to find out why school clubs stop when their founder leaves, and what to do about it before it happens.',
    },
    {
      by: 'leadMentor',
      day: 0,
      time: '08:05',
      text: ' We worked on their five real clubs rather than on slides.\n\nStill to say here: what came out of the trial of the checklist.',
    },
  ],
  done: [
    {
      by: 'mentee',
      day: -1,
      time: '21:25',
      text: 'Day 1. We mapped who holds accounts, keys and contacts in each club; in three clubs it is one person. In the afternoon we ran the twenty-minute lesson with six beginners: five saved an edit in time, the sixth had a tablet without a keyboard.',
    },
    {
      by: 'leadMentor',
      day: 0,
      time: '08:12',
      text: '\n\nThe call with the school inspectorate was dropped, because our contact was ill.',
    },
  ],
  learned: [
    {
      by: 'mentee',
      day: -1,
      time: '21:40',
      text: 'A handover is a date, not a document: the Brno clubs that survived had the next meeting in the calendar before the founder told anyone.\n\nA lesson without slides is harder to prepare and easier to give.',
    },
    { by: 'menteeColleague', day: 0, time: '07:50', text: '\n\nДві вчительки на школу: це не розкіш, а умова.' },
  ],
  next: [
    {
      by: 'mentee',
      day: -1,
      time: '21:52',
      text: 'We start with two clubs, not five, and call each other every month until June.',
    },
  ],
};

export const notes: readonly Words[] = [
  {
    by: 'mentee',
    day: -1,
    time: '11:48',
    text: 'Only Doina knows the password of the club account in Bălți. Ask her before the weekend!',
  },
  {
    by: 'leadMentor',
    day: -1,
    time: '15:20',
    text: 'Where beginners got stuck: 2× the cookie banner, 1× “publish” below the fold, 1× no keyboard on the tablet.',
  },
  {
    by: 'menteeColleague',
    day: -1,
    time: '16:35',
    text: 'Шкільна бібліотекарка має ключ від кабінету й залишається до 17:00. Запитати й у нас.',
  },
  {
    by: 'mentor',
    day: 0,
    time: '09:40',
    text: 'Idea from the tram: print the checklist on the inside cover of the attendance book, so that it cannot be lost separately.',
  },
];

export const photos: readonly (Words & { readonly image: ImageName; readonly section: Section['key'] })[] = [
  {
    image: 'co-working',
    section: 'done',
    by: 'mentee',
    day: -1,
    time: '11:15',
    text: 'Mapping the five clubs at Dílna 12. From left: Kateřina, Ilinca, Андрій, Šimon (drawn sample).',
  },
  {
    image: 'whiteboard',
    section: 'learned',
    by: 'menteeColleague',
    day: -1,
    time: '12:20',
    text: 'The whiteboard after the first morning: who keeps the club alive?',
  },
  {
    image: 'group',
    section: 'summary',
    by: 'leadMentor',
    day: 0,
    time: '08:55',
    text: 'Both teams in front of Dílna 12, Brno (drawn sample).',
  },
];

/** What follows the visit; `due` in days from today. */
export const actions = [
  {
    what: 'Name a second contact for the clubs in Bălți and Orhei',
    who: 'Ilinca Țurcanu',
    due: 21,
    done: false,
    note: '',
  },
  {
    what: 'Надіслати запрошення шести вчителькам',
    who: 'Андрій Бойчук',
    due: 35,
    done: false,
    note: 'Use the letter from the second day.',
  },
  {
    what: 'Publish the checklist in Romanian, Ukrainian and Czech',
    who: 'Kateřina Dvořáčková',
    due: 60,
    done: false,
    note: '',
  },
];
