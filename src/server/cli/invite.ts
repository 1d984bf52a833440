import { uuidV7 } from '#domain/ids.ts';
import { createInvitation, type InvitationInput } from '../invitations.ts';
import type { Services } from '../services.ts';
import { type Asked, AskedWrongly, type Command, dataOption, originOf, textOf, withServices } from './command.ts';

const mostDays = 365;

export const inviteCommand: Command = {
  summary: 'Makes a one-time sign-in link, for a participant or for a new Hub person.',
  usage: '(hub [--name NAME] | EXCHANGE PERSON) [--days N] [--data DIR]',
  details:
    'EXCHANGE is an id that `exchanges` lists, PERSON a participant of it by id or by name. The link is shown once: only its hash is kept. Set ORIGIN to the address by which phones reach the server.',
  options: { ...dataOption, name: { type: 'string' }, days: { type: 'string' } },
  words: [1, 2],
  run: (asked) =>
    withServices(asked, async (services) => {
      const [whom = '', person] = asked.words;
      const days = daysOf(asked);
      const input = whom === 'hub' ? newHubPerson(asked, services) : await participantOf(services, whom, person);
      const { link } = await createInvitation(services, originOf(asked), { ...input, ...(days ? { days } : {}) });
      const { participantId, name, role } = input;
      return { lines: [`${role} ${name}: ${link}`], data: { participantId, name, role, link } };
    }),
};

function daysOf(asked: Asked): number | undefined {
  const text = textOf(asked, 'days');
  if (text === undefined) return undefined;
  const days = Number(text);
  if (!Number.isSafeInteger(days) || days < 1 || days > mostDays)
    throw new AskedWrongly(`--days takes a whole number from 1 to ${mostDays}`);
  return days;
}

function newHubPerson(asked: Asked, { clock, random }: Services): InvitationInput {
  if (asked.words.length > 1) throw new AskedWrongly('A Hub person is named by --name');
  const participantId = uuidV7(clock().getTime(), random(10));
  return { participantId, name: textOf(asked, 'name') ?? 'Hub', exchangeId: null, role: 'hub' };
}

/** @throws Error in words, with the names that there are */
export async function participantOf(
  { storage }: Services,
  exchangeId: string,
  asked?: string,
): Promise<InvitationInput> {
  const people = await storage.read(exchangeId, (reader) => reader.listRows('participant'));
  if (people.length === 0) throw new Error(`There is no exchange ${exchangeId}, or nobody is listed in it yet.`);
  const found = people.filter(({ id, name }) => id === asked || name === asked);
  const [one, another] = found;
  if (!one || another) {
    const names = people.map(({ id, name, role }) => `${id} ${role} ${name}`).join('; ');
    throw new AskedWrongly(`Name one of: ${names}`);
  }
  const { id: participantId, name, role } = one;
  return { participantId, name, role, exchangeId: role === 'hub' ? null : exchangeId };
}
