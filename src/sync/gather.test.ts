import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gatherCalls } from './gather.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const after = (milliseconds: number, callback: () => void) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  };
  const work = vi.fn();
  return { work, ...gatherCalls(after, { quiet: 150, most: 300 }, work) };
}

test('a form that is saved in parts goes once, when the last part is written', () => {
  const { work, call } = open();
  call();
  vi.advanceTimersByTime(100);
  call();
  vi.advanceTimersByTime(149);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(1);
});

test('who writes on and on is heard three times a second all the same', () => {
  const { work, call } = open();
  for (let time = 0; time < 3000; time += 50) {
    call();
    vi.advanceTimersByTime(50);
  }
  expect(work).toHaveBeenCalledTimes(10);
});

test('what is cancelled does not run', () => {
  const { work, call, cancel } = open();
  call();
  cancel();
  vi.advanceTimersByTime(1000);
  expect(work).not.toHaveBeenCalled();
});
