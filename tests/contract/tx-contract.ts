import { describe, expect, test } from 'vitest';
import { runMutation } from '#domain/mutators.ts';
import type { Tx } from '#domain/tx.ts';
import { contextOf, idMaker, people, sampleExpense, sampleObjective, sampleReceipt } from '../fixtures.ts';

/** Runs work in one transaction of an implementation; what it throws undoes the transaction where there are any. */
export type RunInTx = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const newId = idMaker(0xc0);
const hash = 'ab'.repeat(32);

/** What every implementation of the storage port must do alike. */
export function txContract(name: string, open: () => Promise<RunInTx>): void {
  describe(`the storage port on ${name}`, () => {
    test('gives back what was put, and nothing for what was not', async () => {
      const run = await open();
      const objective = sampleObjective(newId(), 'İstanbul, Ґалаґан, ქართული, e\u0301 🙂');
      await run((tx) => tx.put('objective', objective));
      expect(await run((tx) => tx.get('objective', objective.id))).toEqual(objective);
      expect(await run((tx) => tx.get('objective', newId()))).toBeUndefined();
      expect(await run((tx) => tx.get('session', objective.id))).toBeUndefined();
    });

    test('a put replaces, a delete removes, a deleted row can be put again', async () => {
      const run = await open();
      const id = newId();
      await run((tx) => tx.put('objective', sampleObjective(id, 'first')));
      await run((tx) => tx.put('objective', sampleObjective(id, 'second')));
      expect((await run((tx) => tx.list('objective'))).map(({ title }) => title)).toEqual(['second']);
      await run((tx) => tx.delete('objective', id));
      expect(await run((tx) => tx.get('objective', id))).toBeUndefined();
      expect(await run((tx) => tx.list('objective'))).toEqual([]);
      await run((tx) => tx.put('objective', sampleObjective(id, 'third')));
      expect((await run((tx) => tx.get('objective', id)))?.title).toBe('third');
    });

    test('lists a kind in the order of ids, and one owner’s rows alone', async () => {
      const run = await open();
      const [first, second] = [newId(), newId()];
      const ids = [newId(), newId(), newId()];
      await run(async (tx) => {
        await tx.put('receipt', sampleReceipt(ids[2] ?? '', first, hash));
        await tx.put('receipt', sampleReceipt(ids[0] ?? '', first, hash));
        await tx.put('receipt', sampleReceipt(ids[1] ?? '', second, hash));
      });
      expect((await run((tx) => tx.list('receipt'))).map(({ id }) => id)).toEqual(ids);
      expect((await run((tx) => tx.list('receipt', first))).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
      expect(await run((tx) => tx.list('receipt', newId()))).toEqual([]);
    });

    test('a transaction sees its own writes', async () => {
      const run = await open();
      const id = newId();
      const seen = await run(async (tx) => {
        await tx.put('expense', sampleExpense(id));
        await tx.put('receipt', sampleReceipt(newId(), id, hash));
        return [await tx.get('expense', id), await tx.list('receipt', id)] as const;
      });
      expect(seen[0]?.id).toBe(id);
      expect(seen[1]).toHaveLength(1);
    });

    test('a mutation that is rejected half-way has changed nothing', async () => {
      const run = await open();
      const id = newId();
      await run((tx) => tx.put('expense', sampleExpense(id)));
      const before = await run((tx) => tx.list('expense'));
      const changes = { currency: 'EUR', amount: -5 };
      const rejection = await run((tx) => runMutation(tx, 'expense.edit', { id, changes }, contextOf('mentor')));
      expect(rejection?.code).toBe('args_invalid');
      const wrongAuthor = sampleExpense(newId(), people.mentee);
      expect((await run((tx) => runMutation(tx, 'expense.add', wrongAuthor, contextOf('mentor'))))?.code).toBe(
        'not_allowed',
      );
      expect(await run((tx) => tx.list('expense'))).toEqual(before);
    });
  });
}
