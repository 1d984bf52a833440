import { expect, test } from 'vitest';
import { faultsPage } from './table.ts';
import { isSound, type Trial } from './trial.ts';

const trial: Trial = {
  fault: 'The server is killed',
  injected: 12,
  hit: 10,
  hitMeans: 'broke off a push',
  entered: { writes: 40, photos: 7, paragraphs: 5 },
  lost: [],
  doubled: [],
  broken: [],
  notes: ['Nothing else.'],
};
const run = { seed: 3, date: '2026-05-12', version: '1.2.3' };

test('the page has a row for each fault with its counts, and their sums', () => {
  const page = faultsPage([trial, { ...trial, fault: 'The disk is full', lost: ['a photo'] }], run);
  expect(page).toContain('| The server is killed | 12 | 10 | 40 | 7 | 5 | 0 | 0 | 0 |');
  expect(page).toContain('| The disk is full | 12 | 10 | 40 | 7 | 5 | 1 | 0 | 0 |');
  expect(page).toContain('| **all** | **24** | **20** | **80** | **14** | **10** | **1** | **0** | **0** |');
  expect(page).toContain('Carnet 1.2.3, 2026-05-12, seed 3.');
  expect(page).toContain('**The server is killed.** 10 broke off a push. Nothing else.');
});

test('a fault that could not be tried says why, and counts nowhere', () => {
  const page = faultsPage([trial, { fault: 'The disk is full', reason: 'no disk to fill' }], run);
  expect(page).toContain('| The disk is full | not tried here: no disk to fill |');
  expect(page).toContain('| **all** | **12** |');
});

test('a trial is sound when nothing is lost, doubled or broken, and when it hit something', () => {
  expect(isSound(trial)).toBe(true);
  expect(isSound({ ...trial, lost: ['a photo'] })).toBe(false);
  expect(isSound({ ...trial, doubled: ['a write'] })).toBe(false);
  expect(isSound({ ...trial, broken: ['a wrong answer'] })).toBe(false);
  expect(isSound({ ...trial, hit: 0 })).toBe(false);
});
