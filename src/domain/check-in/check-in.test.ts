import { expect, test } from 'vitest';
import { contextOf, idMaker, instant, people } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import type { Role } from '../scalars.ts';

const newId = idMaker(0xc1);

async function checkedIn() {
  const tx = new MemoryTx();
  const id = newId();
  const args = { id, feeling: 'help', words: 'The room is locked', at: instant };
  expect(await runMutation(tx, 'checkin.send', args, contextOf('mentee'))).toBeUndefined();
  const reply = (role: Role, words = 'We call the caretaker') =>
    runMutation(tx, 'checkin.reply', { id: newId(), checkInId: id, words, at: instant }, contextOf(role));
  return { tx, id, args, reply };
}

test('a check-in is for its author and the Hub, whatever its sender says', async () => {
  const { tx, id, args } = await checkedIn();
  expect(await tx.get('checkIn', id)).toMatchObject({ participantId: people.mentee, onlyFor: [people.mentee, 'hub'] });
  const wider = { ...args, id: newId(), onlyFor: [people.mentor] };
  expect((await runMutation(tx, 'checkin.send', wider, contextOf('mentee')))?.code).toBe('args_invalid');
});

test('the Hub’s answer comes back to its author only, and both may go on', async () => {
  const { tx, id, reply } = await checkedIn();
  expect(await reply('hub')).toBeUndefined();
  expect(await reply('mentee', 'Thank you')).toBeUndefined();
  const replies = await tx.list('checkInReply', id);
  expect(replies.map(({ participantId }) => participantId)).toEqual([people.hub, people.mentee]);
  expect(new Set(replies.map(({ onlyFor }) => onlyFor.join()))).toEqual(new Set([`${people.mentee},hub`]));
});

test('the partner finds nothing to answer, and an empty answer is none', async () => {
  const { reply } = await checkedIn();
  expect((await reply('mentor'))?.code).toBe('not_found');
  expect((await reply('hub', '  '))?.code).toBe('args_invalid');
});
