/** What something costs, and the least that the same work could cost, in the same run on the same machine. */
export type Figure = {
  readonly name: string;
  readonly floor: string;
  readonly milliseconds: number;
  readonly floorMilliseconds: number;
  readonly ratio: number;
};

export function figure(name: string, floor: string, milliseconds: number, floorMilliseconds: number): Figure {
  return { name, floor, milliseconds, floorMilliseconds, ratio: milliseconds / floorMilliseconds };
}

/** @returns milliseconds */
export async function median(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
