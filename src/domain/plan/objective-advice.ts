import type { Objective } from './schema.ts';

/** What would make an objective clearer. Advice only: nothing is refused for it. */
export type Advice =
  | 'activity'
  | 'problem-missing'
  | 'problem-short'
  | 'difference-missing'
  | 'indicator-missing'
  | 'indicator-short';

/** Fewer letters than this hold no problem and no indicator that somebody else could check. */
const enough = 20;

/**
 * Beginnings of words by which a title names an activity, where an objective names what will be solved (Guidance:
 * “to visit” is not an objective). English and Ukrainian, which the interface speaks; in other languages a title is
 * never pointed at, rather than wrongly.
 */
const activities: readonly string[] = [
  'visit',
  'see ',
  'meet',
  'attend',
  'get to know',
  'get acquainted',
  'learn about',
  'exchange experience',
  'share experience',
  'network',
  'talk',
  'discuss',
  'відвід',
  'побачити',
  'зустрі',
  'познайом',
  'ознайом',
  'дізнатис',
  'обмін',
  'поспілкув',
  'обговор',
  'взяти участь',
  'поїхати',
];

/** What somebody who was not there would ask about this objective, the most telling first. */
export function objectiveAdvice(
  objective: Pick<Objective, 'title' | 'problem' | 'indicator'> & { difference?: string | undefined },
): Advice[] {
  const { title, problem, indicator, difference = '' } = objective;
  const advice: Advice[] = [];
  if (isActivity(title)) advice.push('activity');
  if (lettersIn(problem) === 0) advice.push('problem-missing');
  else if (lettersIn(problem) < enough) advice.push('problem-short');
  if (lettersIn(difference) === 0) advice.push('difference-missing');
  if (lettersIn(indicator) === 0) advice.push('indicator-missing');
  else if (lettersIn(indicator) < enough) advice.push('indicator-short');
  return advice;
}

function isActivity(title: string): boolean {
  const words = title
    .trim()
    .toLocaleLowerCase('en')
    .replace(/^to\s+/, '');
  return activities.some((activity) => words.startsWith(activity));
}

/** Letters and digits: dashes and full stops that fill a field say nothing. */
function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
