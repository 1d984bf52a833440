import type { LiveBlock, Section } from './schema.ts';

/** The part of the report that a block stands in, as it is published, and whose text takes it. */
export const blockHomes: Readonly<Record<LiveBlock, Section['key']>> = {
  schedule: 'done',
  totals: 'done',
  objectives: 'learned',
  questions: 'learned',
};

/** The blocks that have become text: they are shown live nowhere any more. */
export function takenBlocks(sections: readonly Pick<Section, 'taken'>[]): Set<LiveBlock> {
  // The keys are the schema's.
  return new Set(sections.flatMap(({ taken = {} }) => Object.keys(taken) as LiveBlock[]));
}
