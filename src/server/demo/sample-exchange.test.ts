import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, daysBetween, minutesOf } from '#domain/days.ts';
import { amountToDecimal } from '#domain/expense/money.ts';
import { uuidV7 } from '#domain/ids.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import { MemoryTx } from '#domain/memory-tx.ts';
import { runMutation } from '#domain/mutators.ts';
import { textOf } from '#domain/text.ts';
import { receiptPhotos } from '#tests/draw/receipts.ts';
import type { SampleInput } from './calls.ts';
import { readDemoImages, type SampleFiles } from './images.ts';
import { sampleExchange } from './sample-exchange.ts';

const today = '2026-11-23';
let files: SampleFiles;
let tx: MemoryTx;

beforeAll(async () => {
  files = (await readDemoImages()).files;
  tx = await storeOf(sampleAt('2026-11-23T10:20:00.000Z'));
});

const list = <K extends Kind>(kind: K): Promise<Row<K>[]> => tx.list(kind);

function sampleAt(now: string, day = today) {
  let made = 0;
  const newId = () => {
    made += 1;
    return uuidV7(Date.parse(now), Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, made >> 8, made & 255]));
  };
  return sampleExchange({ today: day, now, newId, files } satisfies SampleInput);
}

/** The rows that the sample's calls add up to; fails on the first that is rejected. */
async function storeOf({ exchangeId, calls }: ReturnType<typeof sampleExchange>): Promise<MemoryTx> {
  const store = new MemoryTx();
  for (const { name, args, participantId, role } of calls) {
    const rejection = await runMutation(store, name, args, { exchangeId, participantId, role });
    expect(rejection, `${name} ${JSON.stringify(args)}`).toBeUndefined();
  }
  return store;
}

describe('the sample exchange', () => {
  test.each([
    ['in the small hours', '2026-11-22T23:30:00.000Z', today],
    ['late in the evening', '2026-11-23T21:30:00.000Z', today],
    ['around New Year', '2027-01-01T12:00:00.000Z', '2027-01-01'],
    ['on the night the clocks change', '2027-03-28T01:30:00.000Z', '2027-03-28'],
  ])('is accepted by every rule %s, and holds nothing from the future', async (_, now, day) => {
    const sample = sampleAt(now, day);
    await storeOf(sample);
    const instants = JSON.stringify(sample.calls).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(instants.filter((instant) => instant > now)).toEqual([]);
  });

  test('comes out the same for the same input', () => {
    expect(sampleAt('2026-11-23T10:20:00.000Z')).toEqual(sampleAt('2026-11-23T10:20:00.000Z'));
  });

  test('has two communities, people on both sides and at the Hub', async () => {
    const [exchange] = await list('exchange');
    expect(exchange?.menteeCommunity).not.toBe(exchange?.mentorCommunity);
    const roles = (await list('participant')).map(({ role }) => role).sort();
    expect(roles).toEqual(['hub', 'mentee', 'mentee', 'mentor', 'mentor']);
  });

  test('has four objectives and twelve questions, some answered', async () => {
    expect(await list('objective')).toHaveLength(4);
    const questions = await list('question');
    expect(questions).toHaveLength(12);
    expect(questions.filter(({ answered }) => answered)).toHaveLength(5);
  });

  test('has about six sessions on each of the three days around today', async () => {
    const [exchange] = await list('exchange');
    const days = daysBetween(exchange?.firstDay ?? '', exchange?.lastDay ?? '');
    expect(days).toEqual([addDays(today, -1), today, addDays(today, 1)]);
    const sessions = await list('session');
    for (const day of days) expect(sessions.filter((session) => session.day === day).length).toBeGreaterThanOrEqual(6);
  });

  test('has no overlapping sessions, and one at every minute of today’s working hours', async () => {
    const sessions = (await list('session')).sort((a, b) => (a.day + a.start < b.day + b.start ? -1 : 1));
    for (const [at, session] of sessions.entries()) {
      expect(session.end > session.start).toBe(true);
      const next = sessions[at + 1];
      if (next?.day === session.day) expect(next.start >= session.end, `${session.title} / ${next.title}`).toBe(true);
    }
    const todays = sessions.filter(({ day }) => day === today);
    for (let minute = minutesOf('09:00'); minute < minutesOf('18:00'); minute += 1) {
      expect(todays.some(({ start, end }) => minutesOf(start) <= minute && minute < minutesOf(end))).toBe(true);
    }
  });

  test('has yesterday done but for one dropped session, and today’s tasks partly ticked', async () => {
    const sessions = await list('session');
    const states = (day: string) =>
      new Set(sessions.filter((session) => session.day === day).map(({ state }) => state));
    expect(states(addDays(today, -1))).toEqual(new Set(['done', 'dropped']));
    expect(states(today)).toEqual(new Set(['done', 'planned']));
    expect(states(addDays(today, 1))).toEqual(new Set(['planned']));
    const todays = new Set(sessions.filter(({ day }) => day === today).map(({ id }) => id));
    const ticks = (await list('task')).filter(({ sessionId }) => todays.has(sessionId)).map(({ done }) => done);
    expect(new Set(ticks)).toEqual(new Set([true, false]));
  });

  test('has six expenses in three currencies, each with a receipt whose bytes are in the repository', async () => {
    const expenses = await list('expense');
    expect(expenses).toHaveLength(6);
    expect(new Set(expenses.map(({ currency }) => currency))).toEqual(new Set(['CZK', 'EUR', 'MDL']));
    for (const { id } of expenses) {
      const [receipt, ...others] = await tx.list('receipt', id);
      expect(others).toEqual([]);
      expect(receipt).toMatchObject(await fileOf(receipt?.name ?? ''));
    }
  });

  test('shows on each receipt the total that its expense has', async () => {
    for (const { id, amount, currency } of await list('expense')) {
      const [receipt] = await tx.list('receipt', id);
      const print = receiptPhotos[receipt?.name.replace('.jpg', '') ?? '']?.print ?? '';
      const decimal = amountToDecimal(amount ?? 0, currency ?? 'EUR');
      const local = decimal.replace('.', ',').replace(/\B(?=(\d{3})+,)/g, ' ');
      expect([decimal, local].some((total) => print.includes(`<span>${total}`))).toBe(true);
    }
  });

  test('has three photos of evidence, of a size that a photo has', async () => {
    const evidence = await list('evidence');
    expect(evidence).toHaveLength(3);
    for (const photo of evidence) {
      expect(photo).toMatchObject(await fileOf(photo.name));
      expect(photo.size).toBeGreaterThan(60_000);
    }
  });

  test('has a report half drafted by both sides, with action items', async () => {
    const texts = await Promise.all(
      (await list('section')).map(async ({ key, id }) => {
        const updates = (await tx.list('textUpdate', id)).map(({ update }) => update);
        return [key, textOf(updates)] as const;
      }),
    );
    const drafted = texts.filter(([, text]) => text.length > 50).map(([key]) => key);
    expect(drafted.sort()).toEqual(['done', 'learned', 'next', 'summary']);
    expect(Object.fromEntries(texts).learned).toMatch(/^A handover is a date.*умова\.$/s);
    expect(await list('actionItem')).toHaveLength(3);
  });
});

async function fileOf(name: string) {
  const [picture, thumb] = await Promise.all(
    [name, name.replace('.jpg', '-thumb.jpg')].map((file) => readFile(new URL(`./images/${file}`, import.meta.url))),
  );
  const hash = (bytes: Uint8Array = new Uint8Array()) => createHash('sha256').update(bytes).digest('hex');
  return { blob: hash(picture), thumb: hash(thumb), size: picture?.length };
}
