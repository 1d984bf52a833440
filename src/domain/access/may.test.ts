import { expect, test } from 'vitest';
import { type MutationName, mutations } from '../mutators.ts';
import { roles } from '../scalars.ts';
import { needsPhase, refusePhase, refuseRole } from './access.ts';
import { mayWrite } from './may.ts';

const names = Object.keys(mutations) as MutationName[];
const exchange = { firstDay: '2027-05-10', lastDay: '2027-05-14', hostZone: 'Europe/Prague' };

test('what a screen offers in a closed exchange is what the table takes there, for each mutation and role', () => {
  // Of an exchange the phase asks for its dates and its closing only.
  const closed = { ...exchange, closedAt: '2027-05-20T10:00:00.000Z' } as Parameters<typeof refusePhase>[2];
  for (const name of names) {
    for (const role of roles) {
      const context = { exchangeId: 'x', participantId: 'p', role };
      const { access } = mutations[name];
      const refused =
        refuseRole(access, context) ??
        (needsPhase(access, context) ? refusePhase(access, context, closed, undefined) : undefined);
      expect(mayWrite(name, role, true), `${name} ${role}`).toBe(refused === undefined);
      expect(mayWrite(name, role, false), `${name} ${role}`).toBe(refuseRole(access, context) === undefined);
    }
  }
});

test('receipts, photos, notes and answers go on after the closing; plan, schedule and report do not', () => {
  const late = ['expense.add', 'expense.edit', 'receipt.add', 'evidence.add', 'note.add', 'expense.answer'] as const;
  const over = ['objective.edit', 'session.edit', 'text.edit', 'report.sign', 'plan.agree', 'note.edit'] as const;
  expect(late.filter((name) => !mayWrite(name, 'mentee', true))).toEqual([]);
  expect(over.filter((name) => mayWrite(name, 'mentor', true))).toEqual([]);
});
