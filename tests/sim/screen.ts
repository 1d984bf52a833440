import { MemoryTx } from '#domain/memory-tx.ts';
import { runMutation } from '#domain/mutators.ts';
import type { OutboxEntry, Replica } from '#store/db.ts';
import type { Store } from '#store/store.ts';
import { assertSameRows, type Rows, rowsOf } from './rows.ts';

/** What a phone holds, read in one transaction. */
type Held = { shown: Rows; base: Rows; outbox: OutboxEntry[]; replica: Replica | undefined };

async function readHeldRows({ db, context }: Store): Promise<Held> {
  const { exchangeId } = context;
  return db.transaction('r', [db.rows, db.shadows, db.outbox, db.rejections, db.replicas], async () => {
    const shown: Rows = new Map((await db.rows.toArray()).map(({ kind, id, row }) => [`${kind}/${id}`, row]));
    const base: Rows = new Map(shown);
    for (const { kind, id, row } of await db.shadows.toArray()) {
      if (row) base.set(`${kind}/${id}`, row);
      else base.delete(`${kind}/${id}`);
    }
    const outbox = await db.outbox.orderBy('[exchangeId+seq]').toArray();
    // A write too large for any request leaves an empty stub; until the next pull its effect is still shown.
    const refused = new Map((await db.rejections.toArray()).map(({ id, args }) => [id, args]));
    const whole = outbox.map((entry) => ({ ...entry, args: entry.args ?? refused.get(entry.id) ?? null }));
    return { shown, base, outbox: whole, replica: await db.replicas.get(exchangeId) };
  });
}

/**
 * S4: what the screen shows is what the server has told, with everything that waits on top, in the order of writing.
 * Computed anew without the store's undo and redo. Not while a phone that has found the server set up again waits for
 * the whole of the other history: what it shows until then is the old one, and what it sends again is in that already.
 *
 * @returns what the server has told, and how far
 */
export async function checkScreen(store: Store, name: string): Promise<{ base: Rows; replica: Replica | undefined }> {
  const { shown, base, outbox, replica } = await readHeldRows(store);
  if (replica?.cursor === 0 && replica.downloadedAt !== null) return { base, replica };
  const tx = new MemoryTx();
  for (const [key, row] of base) {
    // Keys of the phone's own rows, made above: the part before the slash is a kind and the row is one of it.
    await tx.put(key.split('/')[0] as 'note', row as never);
  }
  for (const { name: mutation, args } of outbox) await runMutation(tx, mutation, args, store.context);
  assertSameRows(
    shown,
    await rowsOf(tx),
    `S4: ${name} shows something else than the server's rows with its own on top`,
  );
  return { base, replica };
}
