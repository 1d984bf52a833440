/** Several measurements of one thing. */
export type Spread = { readonly median: number; readonly min: number; readonly max: number };

/** What something costs, and the least that the same work could cost, in the same run on the same machine. */
export type Figure = {
  readonly name: string;
  readonly unit: 'ms' | 'B' | '/s';
  readonly value: Spread;
  /** What is compared with, and what it costs. */
  readonly floor: { readonly name: string; readonly value: Spread } | null;
  /** Of the medians. */
  readonly ratio: number | null;
  /** What it should reach, as `≤ 1.3×`. */
  readonly aim: string | null;
  readonly reached: boolean | null;
  /** Why it misses its aim: where the rest goes, as a profile shows it. */
  readonly note?: string;
};

/** `most` times the floor at most, `least` times at least, or so many of the unit at most. */
export type Aim = { readonly most: number } | { readonly least: number } | { readonly mostOf: number };

/** `note`: for when the aim is missed. */
type Measured = {
  unit?: Figure['unit'];
  value: Spread;
  floor?: { name: string; value: Spread };
  aim?: Aim;
  note?: string;
};

export function figure(name: string, { unit = 'ms', value, floor, aim, note }: Measured): Figure {
  const ratio = floor ? value.median / floor.value.median : null;
  const reached = aim ? reaches(aim, value.median, ratio) : null;
  return {
    ...{ name, unit, value, floor: floor ?? null, ratio },
    aim: aim ? wordsOf(aim, unit) : null,
    reached,
    ...(note === undefined || reached ? {} : { note }),
  };
}

function reaches(aim: Aim, median: number, ratio: number | null): boolean {
  if ('mostOf' in aim) return median <= aim.mostOf;
  if (ratio === null) return false;
  return 'most' in aim ? ratio <= aim.most : ratio >= aim.least;
}

function wordsOf(aim: Aim, unit: string): string {
  if ('mostOf' in aim) return `≤ ${aim.mostOf} ${unit}`;
  return 'most' in aim ? `≤ ${aim.most}×` : `≥ ${aim.least}×`;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min = 0] = sorted;
  return { min, median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
}

/** How long (ms) some works take, in turns, so that whatever else the machine does meets all of them alike. */
export async function timeInTurns(rounds: number, works: readonly (() => unknown)[]): Promise<Spread[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map(spread);
}

/** A line of the table, and its note under it. */
export function rowOf({ name, unit, value, floor, ratio, aim, reached, note }: Figure): string {
  const cost = `${shown(value)} ${unit}`;
  const compared =
    floor && ratio !== null ? `, floor ${shown(floor.value)} ${unit} (${floor.name}): ${ratio.toFixed(2)}×` : '';
  const judged = aim === null ? '' : ` — ${aim} ${reached ? 'reached' : 'MISSED'}`;
  const why = note === undefined ? '' : `\n    ${note}`;
  return `${name}: ${cost}${compared}${judged}${why}`;
}

/** The median and, where they differ, the extremes. */
export function shown({ median, min, max }: Spread): string {
  const digits = median >= 100 ? 0 : 1;
  const [middle, least, most] = [median, min, max].map((value) => value.toFixed(digits));
  return least === most ? `${middle}` : `${middle} (${least}–${most})`;
}
