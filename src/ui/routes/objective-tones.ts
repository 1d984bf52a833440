import type { ObjectiveState } from '#domain/plan/schema.ts';

/** How a state of an objective looks beside its words. */
export const objectiveTones: Record<ObjectiveState, 'notice' | 'progressive' | 'success' | 'warning' | 'error'> = {
  planned: 'notice',
  'in-progress': 'progressive',
  achieved: 'success',
  partly: 'warning',
  'not-achieved': 'error',
};
