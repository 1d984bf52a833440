import type { Section } from '../report/schema.ts';

/** The parts of the joint report with which the programme begins (DOMAIN, “The report's parts”). */
export const defaultSections: readonly Pick<Section, 'key' | 'owner' | 'required'>[] = [
  { key: 'summary', owner: 'both', required: true },
  { key: 'done', owner: 'both', required: true },
  { key: 'learned', owner: 'mentee', required: true },
  { key: 'differently-mentee', owner: 'mentee', required: true },
  { key: 'differently-mentor', owner: 'mentor', required: true },
  { key: 'resources', owner: 'mentor', required: false },
  { key: 'next', owner: 'both', required: true },
  { key: 'feedback', owner: 'both', required: false },
];
