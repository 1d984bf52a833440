import Dexie, { liveQuery } from 'dexie';

/** Of so many changes of the database a query may hear that are none of its own, before it is asked anew. */
const most = 256;

/**
 * Asks the database, and again whenever what it answered from has changed.
 *
 * What changed otherwise Dexie remembers for each query until that is asked again. One that nothing ever touches, as of a
 * setting, would gather every change of a long day.
 *
 * @param query reads through Dexie only (it is watched while it runs)
 * @returns ends it
 */
export function watch<T>(
  query: () => Promise<T>,
  next: (answer: T) => void,
  fail: (error: unknown) => void,
): () => void {
  let heard = 0;
  const ask = () =>
    liveQuery(query).subscribe((answer) => {
      heard = 0;
      next(answer);
    }, fail);
  let asking = ask();
  const hear = () => {
    heard += 1;
    if (heard < most) return;
    heard = 0;
    asking.unsubscribe();
    asking = ask();
  };
  Dexie.on('storagemutated', hear);
  return () => {
    Dexie.on.storagemutated.unsubscribe(hear);
    asking.unsubscribe();
  };
}
