import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { InboxFile } from './inbox.ts';
import { countShared, putInInbox } from './inbox-database.ts';

test('what waits for whoever signs in next is counted, and what is somebody’s is not', async () => {
  expect(await countShared()).toBe(0);
  await putInInbox([file('one', null), file('two', null), file('three', 'ana')]);
  expect(await countShared()).toBe(2);
});

function file(id: string, participantId: string | null): InboxFile {
  const [bytes, expenseId] = [new ArrayBuffer(8), null];
  return { id, participantId, name: `${id}.jpg`, type: 'image/jpeg', bytes, addedAt: 0, expenseId };
}
