import { expect, test } from 'vitest';
import type { BlobRecord } from '#store/db.ts';
import { custodySteps } from './custody-steps.ts';
import { custodyOf } from './expense-custody.ts';

const hash = 'a'.repeat(64);
const file = { blob: hash, thumb: null };
const captured: BlobRecord = {
  exchangeId: 'e',
  hash,
  type: 'image/jpeg',
  size: 200_000,
  state: 'waiting',
  origin: 'captured',
  uploadUrl: null,
  sentBytes: 0,
  storedAt: 2,
  sendingAt: null,
  confirmedAt: null,
  seenAt: null,
  reportedAt: null,
  lastError: null,
};
const sending = { ...captured, sendingAt: 3, sentBytes: 50_000 };
const confirmed = { ...sending, state: 'confirmed', sentBytes: 200_000, confirmedAt: 4 } as const;
const seen = { ...confirmed, seenAt: 5 };
const received = { ...captured, state: 'confirmed', origin: 'received', confirmedAt: 2 } as const;

const stepsOf = (record: BlobRecord | undefined) =>
  custodySteps(1, record).map(({ key, at, state }) => `${key.replace('custody-step-', '')} ${at} ${state}`);
const stateOf = (record: BlobRecord, policy?: { maySend: () => boolean }) =>
  custodyOf([file], new Map([[hash, record]]), false, policy);

test('S6: a photo taken here goes step by step, each with its time', () => {
  expect(stepsOf(captured)).toEqual([
    'captured 1 done',
    'stored 2 done',
    'sending null next',
    'verified null next',
    'seen null next',
  ]);
  expect(stepsOf(sending).slice(2)).toEqual(['sending 3 now', 'verified null next', 'seen null next']);
  expect(stepsOf(confirmed).slice(2)).toEqual(['sending 3 done', 'verified 4 done', 'seen null next']);
  expect(stepsOf(seen).slice(3)).toEqual(['verified 4 done', 'seen 5 done']);
});

test('a photo of the other is received and checked, or not here yet', () => {
  expect(stepsOf(received)).toEqual(['captured 1 done', 'received 2 done']);
  expect(stepsOf(undefined)).toEqual(['captured 1 done', 'received null next']);
  expect(stepsOf({ ...received, state: 'cleared' })).toEqual([
    'captured 1 done',
    'received 2 done',
    'cleared null done',
  ]);
});

test('a received photo that has to be given to a server once more is on its way like one’s own', () => {
  const again = { ...received, state: 'waiting', confirmedAt: null } as const;
  expect(stepsOf(again)).toContain('verified null next');
  expect(stateOf(again)).toMatchObject({ state: 'waiting' });
});

test('the one line says the least safe, and who has it', () => {
  expect(stateOf(captured)).toEqual({ state: 'waiting', at: 2 });
  expect(stateOf(captured, { maySend: () => false })).toEqual({ state: 'held' });
  expect(stateOf({ ...captured, lastError: 'file_too_large' }, { maySend: () => false })).toMatchObject({
    state: 'refused',
  });
  expect(stateOf(sending)).toEqual({ state: 'uploading', share: 0.25 });
  expect(stateOf(confirmed)).toEqual({ state: 'stored', at: 4 });
  expect(stateOf(seen)).toEqual({ state: 'seen', at: 5 });
  expect(stateOf(received)).toEqual({ state: 'received', at: 2 });
  expect(stateOf({ ...received, state: 'cleared' })).toEqual({ state: 'cleared' });
});
