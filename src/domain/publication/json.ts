import type { Publication } from './publication.ts';

/** The publication for programs. `version` is raised when a field changes its meaning or goes. */
export function jsonOf(publication: Publication): string {
  return `${JSON.stringify({ version: 1, ...publication }, null, 2)}\n`;
}
