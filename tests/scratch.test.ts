import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openScratch } from './scratch.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-memory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('what tests write goes into memory where that has room, and is gone when they have ended', () => {
  const memory = newFolder();
  const scratch = openScratch(memory, 1);
  expect(dirname(scratch.path)).toBe(memory);
  mkdirSync(join(scratch.path, 'phone'));
  writeFileSync(join(scratch.path, 'phone', 'photo'), 'bytes');
  scratch[Symbol.dispose]();
  expect(existsSync(scratch.path)).toBe(false);
});

test('it goes onto the disk where memory is short, or unknown', () => {
  for (const [memory, room] of [
    [newFolder(), Number.MAX_SAFE_INTEGER],
    ['/no/such/folder', 1],
  ] as const) {
    using scratch = openScratch(memory, room);
    expect(dirname(scratch.path)).toBe(tmpdir());
  }
});

test('another user gets through it to a folder of its own, and can’t list it', () => {
  using scratch = openScratch(newFolder(), 1);
  expect(statSync(scratch.path).mode & 0o777).toBe(0o711);
});
