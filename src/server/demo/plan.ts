import type { Objective } from '#domain/plan/schema.ts';
import { by, inOrder, type SampleCall, type SampleInput } from './calls.ts';
import type { SamplePeople } from './people.ts';

export type SampleObjectives = {
  readonly handover: string;
  readonly teachers: string;
  readonly firstHour: string;
  readonly measure: string;
};

/** The ids of the four objectives, which the schedule refers to. */
export function sampleObjectives(newId: () => string): SampleObjectives {
  return { handover: newId(), teachers: newId(), firstHour: newId(), measure: newId() };
}

type ObjectiveText = Pick<Objective, 'title' | 'problem' | 'difference' | 'indicator' | 'area' | 'state'> & {
  /** What was said when it came to this state. */
  progress?: string;
};

const objectiveTexts: Record<keyof SampleObjectives, ObjectiveText> = {
  handover: {
    title: 'Write the handover that keeps a WikiClub alive when its founder leaves',
    problem:
      'Three of our five school clubs stopped within a term of their founder moving away. Passwords, contacts and the key to the room left with them.',
    indicator:
      'A two-page checklist, tried out with two club leaders who have never seen it, and a second contact named for each of our clubs.',
    difference: 'Whoever comes next opens the room, the account and the list of members on the first day.',
    area: 'education',
    state: 'in-progress',
    progress: 'Sections 1 to 3 are written; section 4 is for tomorrow.',
  },
  teachers: {
    title: 'Win two teachers per school instead of one',
    problem:
      'One enthusiastic teacher carries each club. Nobody steps in when she is ill, and the headteacher does not know that the club exists.',
    indicator:
      'An invitation letter in Romanian and in Russian, and a list of six teachers whom we will ask before the winter holidays.',
    difference: 'A club goes on when one teacher is away, and the headteacher knows what it is for.',
    area: 'community',
    state: 'in-progress',
  },
  firstHour: {
    title: 'Get every newcomer to a first saved edit within twenty minutes',
    problem: 'Our first meeting is an hour of slides. Half of the pupils do not come to the second one.',
    indicator:
      'A lesson plan that was run once with real beginners in Brno; at least eight in ten save an edit in time.',
    difference: 'The first meeting is about editing, and people leave it with an edit of their own.',
    area: 'education',
    state: 'achieved',
    progress: 'Tried with eleven beginners in Brno: nine saved an edit within twenty minutes.',
  },
  measure: {
    title: 'Know after one term whether a club is worth continuing',
    problem: 'We count edits, and they tell us nothing about who stays.',
    indicator: 'Three figures that a club leader can collect in ten minutes a month, with a dashboard that shows them.',
    difference: 'We stop a club that does not work, and say why, instead of letting it fade.',
    area: 'governance',
    state: 'planned',
  },
};

const questions: { text: string; answer?: string }[] = [
  {
    text: 'What did you hand over, on paper, when the founder of your first club left?',
    answer: 'One page: accounts, keys, three phone numbers and the date of the next meeting. The date mattered most.',
  },
  {
    text: 'How do you agree with a school on the use of a room, and who signs?',
    answer: 'A one-year letter signed by the headteacher, renewed each September. Kateřina shared the template.',
  },
  {
    text: 'How many hours a month does a club cost its leader?',
    answer: 'Six to eight: two meetings, and about an hour of preparation for each.',
  },
  { text: 'Як запрошувати вчительок, які ще ніколи не редагували Вікіпедію?' },
  {
    text: 'What does the first meeting look like, minute by minute?',
    answer: 'Five minutes of welcome, then everybody corrects one sentence about their own street. No slides.',
  },
  {
    text: 'How do you register twenty accounts in one classroom without running into the limit for one address?',
    answer: 'Ask for an event exception a week ahead, and have half of the pupils register at home.',
  },
  { text: 'Which edits do beginners make that get reverted, and how do you talk about it with them?' },
  { text: 'Who answers when a parent asks about safety and real names?' },
  { text: 'Do you pay for snacks, and from which budget?' },
  { text: 'What do you do in June, when the oldest pupils leave the school?' },
  { text: 'Which figures do you report to your members, and who reads them?' },
  { text: 'If you started again with one school and no money, what would you do first?' },
];

const materials = [
  {
    title: 'WikiClub handover checklist (draft, Czech and English)',
    url: 'https://example.org/wikiclub-handover',
    note: 'Read section 2 before we meet; section 4 is what we will rewrite together.',
  },
  {
    title: 'Education on the Outreach wiki',
    url: 'https://outreach.wikimedia.org/wiki/Education',
    note: 'For the case studies.',
  },
  {
    title: 'Programs & Events Dashboard',
    url: 'https://meta.wikimedia.org/wiki/Programs_%26_Events_Dashboard',
    note: 'Please make an account before the third day.',
  },
  {
    title: 'Universal Code of Conduct',
    url: 'https://meta.wikimedia.org/wiki/Universal_Code_of_Conduct',
    note: 'We use its short form with pupils.',
  },
];

/** Written before the visit by both sides; what has been answered was answered yesterday. */
export function planCalls(
  { newId, now }: SampleInput,
  { mentee, menteeColleague, leadMentor }: SamplePeople,
  objectives: SampleObjectives,
): SampleCall[] {
  const keys: (keyof SampleObjectives)[] = ['handover', 'teachers', 'firstHour', 'measure'];
  const listed = inOrder(keys.map((key) => ({ id: objectives[key], ...objectiveTexts[key] })));
  const asked = inOrder(questions.map(({ text, answer }) => ({ id: newId(), text, answer })));
  return [
    ...listed.map(({ state: _, progress: __, ...objective }) =>
      by(mentee, 'objective.add', { ...objective, state: 'planned' }),
    ),
    ...asked.map(({ answer: _, ...question }, at) =>
      by(at % 4 === 3 ? menteeColleague : mentee, 'question.add', { ...question, answered: false, answer: '' }),
    ),
    by(leadMentor, 'practicalities.edit', {
      changes: {
        venueAddress: 'Ukázková 12 (sample address), second floor, bell “Dílna”\n602 00 Brno\nCzechia',
        lodging: 'Penzion U Vzorku (sample)',
        lodgingAddress: 'Příkladná 4 (sample address)\n602 00 Brno',
        emergencyName: 'Šimon Říha (sample)',
        emergencyPhone: '+420 000 000 000',
        emergencyNote: 'Day and night, also on Signal.',
        houseRules: 'Shoes off on the second floor. The last one out turns the heating down and locks both doors.',
      },
    }),
    ...inOrder(materials).map((material) => by(leadMentor, 'material.add', { id: newId(), ...material })),
    ...listed
      .filter(({ state }) => state !== 'planned')
      .map(({ id, state, progress = '' }) =>
        by(mentee, 'objective.progress', { id: newId(), objectiveId: id, state, note: progress, at: now }),
      ),
    ...asked.flatMap(({ id, answer }) =>
      answer === undefined ? [] : [by(mentee, 'question.edit', { id, changes: { answered: true, answer } })],
    ),
  ];
}
