import type { TemplateSlot } from '#domain/schedule/template.ts';

/** The words for what the built-in days are made of. */
export const slotKeys = {
  welcome: 'template-slot-welcome',
  start: 'template-slot-start',
  work: 'template-slot-work',
  workshop: 'template-slot-workshop',
  lunch: 'template-slot-lunch',
  review: 'template-slot-review',
  meeting: 'template-slot-meeting',
  free: 'template-slot-free',
  report: 'template-slot-report',
  farewell: 'template-slot-farewell',
} as const satisfies Record<TemplateSlot, string>;
