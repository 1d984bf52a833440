import { expect, test } from 'vitest';
import { takeOpenedFile } from './opened-file.ts';

type Launch = Parameters<Parameters<NonNullable<Parameters<typeof takeOpenedFile>[1]>['setConsumer']>[0]>[0];

/** A system that opens files with the app, one launch at a time. */
function openQueue() {
  let consume: (launch: Launch) => void = () => undefined;
  const queue = {
    setConsumer(consumer: typeof consume) {
      consume = consumer;
    },
  };
  return { queue, launch: (given: Launch) => consume(given) };
}

/** What the browser gives for a file, as far as it is asked. */
const handleOf = (getFile: () => Promise<File>) => ({ getFile }) as FileSystemFileHandle;

test('a file opened with Carnet is handed over; a start without one, and one that is gone, are none', async () => {
  const { queue, launch } = openQueue();
  const taken: string[] = [];
  takeOpenedFile(({ name }) => taken.push(name), queue);
  launch({});
  launch({ files: [handleOf(() => Promise.reject(new DOMException('gone', 'NotFoundError')))] });
  launch({ files: [handleOf(async () => new File(['x'], 'carnet-2026-05-12.zip'))] });
  await expect.poll(() => taken).toEqual(['carnet-2026-05-12.zip']);
});

test('a browser that opens no files with apps has nothing to give', () => {
  expect(() => takeOpenedFile(() => undefined, null)).not.toThrow();
});
