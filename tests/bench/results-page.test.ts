import { expect, test } from 'vitest';
import { figure } from './figure.ts';
import { resultsPage } from './results-page.ts';

const at = (median: number) => ({ median, min: median - 1, max: median + 1 });
const order = ['server', 'wire'];
const pulls = (median: number) =>
  figure('pulls', {
    unit: '/s',
    value: at(median),
    floor: { name: 'bare SQL', value: at(1000) },
    aim: { least: 0.5 },
    note: 'a | b',
  });
const edit = figure('one edit', { unit: 'B', value: at(500), aim: { mostOf: 600 } });

test('the page has a line for each figure, with its floor, its aim and why it misses that', () => {
  const page = resultsPage({ server: [pulls(400)], wire: [edit] }, order, '', { date: '2026-11-28', machine: 'M' });
  expect(page).toContain('2026-11-28: M.');
  expect(page).toContain(
    '| server | pulls | 400 (399–401) /s | 1000 (999–1001) /s: bare SQL | 0.40× | ≥ 0.5× | **no** | 2026-11-28 | a \\| b |',
  );
  expect(page).toContain('| wire | one edit | 500 (499–501) B |  |  | ≤ 600 B | yes | 2026-11-28 |  |');
});

test('what was not measured this time stays as it stands, in its place', () => {
  const first = resultsPage({ server: [pulls(400)], wire: [edit] }, order, '', { date: '2026-11-28', machine: 'M' });
  const second = resultsPage({ server: [pulls(800)] }, order, first, { date: '2026-11-29', machine: 'N' });
  const rows = second.split('\n').filter((line) => line.startsWith('| server') || line.startsWith('| wire'));
  expect(rows).toEqual([
    expect.stringContaining('| 0.80× | ≥ 0.5× | yes | 2026-11-29 |'),
    expect.stringContaining('| one edit | 500 (499–501) B |'),
  ]);
  expect(rows[1]).toContain('2026-11-28');
});
