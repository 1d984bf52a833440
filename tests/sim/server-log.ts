import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { MemoryTx } from '#domain/memory-tx.ts';
import { runMutation } from '#domain/mutators.ts';
import type { Role } from '#domain/scalars.ts';
import { type Rows, rowsOf } from './rows.ts';

const entrySchema = z.object({
  device: z.string(),
  seq: z.number(),
  id: z.string(),
  participant: z.string(),
  name: z.string(),
  args: z.string(),
  version: z.number(),
  code: z.nullable(z.string()),
});

/** One line of the server's log of mutations, in the order in which they were taken. */
export type LogEntry = z.infer<typeof entrySchema>;

export function readServerLog(databasePath: string): LogEntry[] {
  const database = new DatabaseSync(databasePath, { readOnly: true });
  try {
    const entries = database
      .prepare(
        `select device_id as device, seq, mutation_id as id, participant_id as participant, name, args, version, code
         from mutations order by rowid`,
      )
      .all();
    return entries.map((entry) => z.parse(entrySchema, entry));
  } finally {
    database.close();
  }
}

/**
 * The mutations that had an effect, in order: the n-th made version n (S5). Nothing else may have made a version: a
 * mutation that came again, or was refused, made none (S2, S3).
 */
export function effectsOf(log: readonly LogEntry[]): LogEntry[] {
  const effects: LogEntry[] = [];
  const seen = new Map<string, LogEntry>();
  const numbers = new Map<string, number>();
  for (const entry of log) {
    const { device, seq, id, participant, name, version, code } = entry;
    const what = `${name} ${id.slice(-4)} (number ${seq} of device ${device.slice(-4)})`;
    assert.equal(seq, (numbers.get(device) ?? 0) + 1, `S2: a gap in the numbers before ${what}`);
    numbers.set(device, seq);
    const first = seen.get(`${participant}/${id}`);
    if (first) {
      assert.ok(version <= effects.length, `S2: ${what} had its effect twice`);
      assert.equal(code, first.code, `S2: ${what} was answered in two ways`);
    } else if (code === null) {
      effects.push(entry);
      assert.equal(version, effects.length, `S5: ${what} made another version than the next`);
    } else assert.ok(version <= effects.length, `S3: ${what} was refused and yet made a version`);
    if (!first) seen.set(`${participant}/${id}`, entry);
  }
  return effects;
}

/**
 * Runs mutations on an empty memory, one after the other: what the rows have to be, by the domain alone, without a
 * line of push, pull or storage.
 */
export async function replay(
  effects: readonly LogEntry[],
  exchangeId: string,
  roles: ReadonlyMap<string, Role>,
): Promise<Rows> {
  const tx = new MemoryTx();
  for (const { name, args, participant: participantId } of effects) {
    const role = roles.get(participantId);
    assert.ok(role, `nobody knows who wrote ${name}`);
    const rejection = await runMutation(tx, name, JSON.parse(args), { exchangeId, participantId, role });
    assert.equal(rejection, undefined, `the server took what the rules refuse: ${name}`);
  }
  return rowsOf(tx);
}
