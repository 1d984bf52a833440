import { uuidV7 } from '#domain/ids.ts';
import { exportExchange } from '../backup/export-exchange.ts';
import type { Person } from '../restore-file.ts';
import type { Services } from '../services.ts';
import { type Command, dataOption, textOf, withServices } from './command.ts';
import { participantOf } from './invite.ts';

export const exportCommand: Command = {
  summary: 'Writes one exchange into a ZIP, the same copy as a phone makes: to read, to keep, to restore.',
  usage: 'EXCHANGE FILE.zip [--as PERSON] [--data DIR]',
  details:
    'It holds report.md, expenses.csv and the photos, private receipts included. With --as it is in the name of a participant, who alone can restore it on a phone.',
  options: { ...dataOption, as: { type: 'string' } },
  words: [2, 2],
  run: (asked) =>
    withServices(asked, async (services) => {
      const [exchangeId = '', file = ''] = asked.words;
      const path = asked.pathOf(file);
      const person = await personOf(services, exchangeId, textOf(asked, 'as'));
      const exported = await exportExchange(services, exchangeId, person, path);
      const { topic, rows, files, unreadable } = exported;
      const lines = [
        `exported: “${topic}”, ${rows} rows and ${files} files into ${path}`,
        ...(unreadable.length > 0 ? [`files that are missing here: ${unreadable.join(', ')}`] : []),
      ];
      return { lines, data: { path, ...exported }, hasFaults: unreadable.length > 0 };
    }),
};

/** Somebody who is in the exchange, or a Hub person where nobody is listed yet. */
async function personOf(services: Services, exchangeId: string, asked: string | undefined): Promise<Person> {
  if (asked !== undefined) {
    const { participantId: id, name, role } = await participantOf(services, exchangeId, asked);
    return { id, name, role };
  }
  const [first] = await services.storage.read(exchangeId, (reader) => reader.listRows('participant'));
  if (first) return { id: first.id, name: first.name, role: first.role };
  return { id: uuidV7(services.clock().getTime(), services.random(10)), name: 'Hub', role: 'hub' };
}
