import { beforeEach, describe, expect, test } from 'vitest';
import { contextOf, exchangeId, idMaker, instant, sampleExchange, sampleSection } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { type MutationName, runMutation } from '../mutators.ts';
import type { Role } from '../scalars.ts';
import { isOpen, isTodoOf, threadsOf } from './threads.ts';

const newId = idMaker(0xc0);
const section = sampleSection(newId());
const comment = { id: newId(), textId: section.id, anchor: null, todoFor: null, words: 'How many?', at: instant };
const reply = { id: newId(), commentId: comment.id, words: 'Twelve', at: instant };
let tx: MemoryTx;

const run = async (role: Role, name: MutationName, args: object) =>
  (await runMutation(tx, name, args, contextOf(role)))?.code;
const threads = async () => threadsOf(await tx.list('comment'), await tx.list('commentReply'));

beforeEach(async () => {
  tx = new MemoryTx();
  await run('hub', 'section.add', section);
  await run('mentee', 'comment.add', comment);
});

describe('a comment', () => {
  test('is answered by everybody who reads the exchange, the Hub too', async () => {
    expect(await run('mentor', 'comment.reply', reply)).toBeUndefined();
    expect(
      await run('hub', 'comment.reply', { ...reply, id: newId(), at: '2026-05-13T09:00:00.000Z' }),
    ).toBeUndefined();
    expect((await threads())[0]?.replies.map(({ words }) => words)).toEqual(['Twelve', 'Twelve']);
  });

  test('needs words, and a text that is there', async () => {
    expect(await run('mentee', 'comment.add', { ...comment, id: newId(), words: ' ' })).toBe('args_invalid');
    expect(await run('mentee', 'comment.add', { ...comment, id: newId(), textId: newId() })).toBe('not_found');
    expect(await run('mentee', 'comment.reply', { ...reply, commentId: newId() })).toBe('not_found');
    const anchor = { start: 'AAAA', end: 'AAAA', quote: 'x'.repeat(301) };
    expect(await run('mentee', 'comment.add', { ...comment, id: newId(), anchor })).toBe('args_invalid');
  });

  test('is edited and removed by its author only; either side resolves and reopens it', async () => {
    const changes = { words: 'How many came?' };
    expect(await run('mentor', 'comment.edit', { id: comment.id, changes })).toBe('not_allowed');
    expect(await run('mentor', 'comment.remove', { id: comment.id, at: instant })).toBe('not_allowed');
    expect(await run('mentee', 'comment.edit', { id: comment.id, changes })).toBeUndefined();
    expect(await run('mentor', 'comment.resolve', { id: comment.id, at: instant })).toBeUndefined();
    const [resolved] = await tx.list('comment');
    expect(resolved).toMatchObject({ words: 'How many came?', resolvedBy: contextOf('mentor').participantId });
    expect(resolved && isOpen(resolved)).toBe(false);
    expect(await run('mentee', 'comment.reopen', { id: comment.id })).toBeUndefined();
    expect((await tx.list('comment')).map(isOpen)).toEqual([true]);
  });

  test('that is removed takes no answer of others with it, and comes back with its words', async () => {
    await run('mentor', 'comment.reply', reply);
    await run('mentee', 'comment.remove', { id: comment.id, at: instant });
    expect((await threads()).map(({ replies }) => replies.length)).toEqual([1]);
    await run('mentor', 'comment.remove', { id: reply.id, at: instant });
    expect(await threads()).toEqual([]);
    await run('mentee', 'comment.restore', { id: comment.id });
    expect((await threads())[0]?.comment.words).toBe('How many?');
  });

  test('can be a to-do of one side or both, and is none of the Hub’s', async () => {
    const todo = { ...comment, id: newId(), todoFor: 'mentor' };
    await run('mentee', 'comment.add', todo);
    const row = await tx.get('comment', todo.id);
    if (!row) throw new Error('no to-do');
    const mine = (about: typeof row) => (['mentee', 'mentor', 'hub'] as const).filter((role) => isTodoOf(role, about));
    expect(mine(row)).toEqual(['mentor']);
    expect(mine({ ...row, todoFor: 'both' })).toEqual(['mentee', 'mentor']);
    expect(mine({ ...row, resolvedAt: instant })).toEqual([]);
    expect(mine({ ...row, removedAt: instant })).toEqual([]);
    await run('mentor', 'comment.reply', reply);
    const changes = { todoFor: 'both' };
    expect(await run('mentor', 'comment.edit', { id: reply.id, changes })).toBe('rule_broken');
  });

  test('is not written any more once the Hub has closed the exchange, except by the Hub', async () => {
    await run('hub', 'exchange.create', { ...sampleExchange, id: exchangeId });
    await run('hub', 'exchange.close', { id: exchangeId, at: instant });
    expect(await run('mentor', 'comment.reply', reply)).toBe('exchange_closed');
    expect(await run('hub', 'comment.reply', reply)).toBeUndefined();
  });
});
