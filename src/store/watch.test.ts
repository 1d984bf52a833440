import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { idMaker } from '#tests/fixtures.ts';
import { readPhotoSetting, savePhotoSetting } from './blobs.ts';
import { CarnetDb } from './db.ts';
import { watch } from './watch.ts';

const newId = idMaker(0x3d);

/** One after the other: changes of one moment are told together. */
async function change(db: CarnetDb, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await db.held.put({ exchangeId: 'x', kind: 'later', id: '1', row: { time } });
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test('a query that nothing touches is asked anew after hundreds of other changes, and goes on to hear of its own', async () => {
  const db = new CarnetDb(newId());
  // A new database is a change of everything.
  await change(db, 1);
  const answers: string[] = [];
  const query = vi.fn(() => readPhotoSetting(db));
  const end = watch(
    query,
    (answer) => answers.push(answer),
    (error) => expect.unreachable(String(error)),
  );
  await vi.waitFor(() => expect(answers).toEqual(['always']), 20_000);
  await change(db, 100);
  expect(query).toHaveBeenCalledTimes(1);
  await change(db, 200);
  await vi.waitFor(() => expect(answers).toEqual(['always', 'always']), 20_000);
  await savePhotoSetting(db, 'unmetered');
  await vi.waitFor(() => expect(answers.at(-1)).toBe('unmetered'), 20_000);
  end();
  const asked = query.mock.calls.length;
  await change(db, 300);
  expect(query).toHaveBeenCalledTimes(asked);
});
