import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Access } from '#domain/access/access.ts';
import { type Phase, phases } from '#domain/access/phase.ts';
import { mutations } from '#domain/mutators.ts';
import { roles } from '#domain/scalars.ts';

/** `npm run access` writes the authorisation table as a page to read: the data itself stands beside each mutation. */
export const pagePath = fileURLToPath(new URL('../../src/domain/access/ACCESS.md', import.meta.url));

const letters: Record<Phase, string> = { planning: 'P', visit: 'V', afterwards: 'A', closed: 'C' };

export function accessPage(): string {
  const rows = Object.entries(mutations)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { access }]) => row(name, access));
  return `${head}\n${rows.join('\n')}\n`;
}

function row(name: string, access: Access): string {
  const cells = roles.map((role) => phaseLetters(access.phases[role]));
  return `| \`${name}\` | ${cells.join(' | ')} | ${access.author === undefined ? '' : 'own'} |`;
}

function phaseLetters(allowed: readonly Phase[] | undefined): string {
  return allowed ? phases.map((phase) => (allowed.includes(phase) ? letters[phase] : '·')).join('') : '—';
}

const head = `# Who may do what, and when

Written by \`npm run access\` from the mutations themselves; a test fails when this page is old, and another tries every
cell over HTTP. The rules are enforced in one place (\`domain/mutators.ts\`), on the phone and again on the server, which
takes the role and the person from the sign-in and never from the message.

Phases of the exchange: **P** planning, **V** visit (its days in host time), **A** afterwards, **C** closed by the Hub.
A dot: not in this phase (\`exchange_closed\`, \`too_early\`). A dash: never (\`not_allowed\`). The date is a question to the
server's clock, so a phone lets through what may be too early, and the server refuses it with the reason. Nothing ends
by date: a write made in time is not refused because it came late from a phone without a network.

**own**: only in one's own name; one that names somebody else as its author is refused (\`not_allowed\`). Elsewhere the
rows are the pair's in common, whoever made them. A mutation's own rules (dates, missing rows) come after this table.

Reading has one rule: a participant reads their own exchange and no other, Hub staff read all
(\`server/auth.ts\`, \`assertMayOpen\`).

| mutation | mentee | mentor | Hub | name |
| --- | --- | --- | --- | --- |`;

/** The same as data for the screens: they are loaded before the mutations, and offer what these would take. */
const dataPath = fileURLToPath(new URL('../../src/domain/access/table.ts', import.meta.url));

function accessData(): string {
  const lines = Object.entries(mutations)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { access }]) => `  '${name}': '${roles.map((role) => mark(access.phases[role])).join('')}',`);
  return `${dataHead}\n${lines.join('\n')}\n} as const satisfies Record<MutationName, string>;\n`;
}

function mark(allowed: readonly Phase[] | undefined): 'a' | 'o' | '-' {
  if (!allowed) return '-';
  return allowed.includes('closed') ? 'a' : 'o';
}

const dataHead = `import type { MutationName } from '../mutators.ts';

/**
 * Written by \`npm run access\`: for the mentee, the mentor and the Hub, whether a write is possible also after the
 * closing (a), only while the exchange is open (o), or never (-).
 */
export const accessTable = {`;

/** Whether what is on the disk is what the mutations say now. */
export function pageIsCurrent(): boolean {
  return readFileSync(pagePath, 'utf8') === accessPage() && readFileSync(dataPath, 'utf8') === accessData();
}

if (import.meta.main) {
  writeFileSync(pagePath, accessPage());
  writeFileSync(dataPath, accessData());
}
