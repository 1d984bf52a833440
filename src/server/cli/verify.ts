import { verify } from '../verify.ts';
import { type Command, dataOption, withServices } from './command.ts';

export const verifyCommand: Command = {
  summary: 'Reads everything that the server keeps, and says what is missing or damaged.',
  usage: '[--data DIR]',
  details:
    'Every row is read, every file against its hash. It may run beside the server, and on the folder of a backup (--data DIR).',
  options: dataOption,
  run: (asked) =>
    withServices(asked, async (services) => {
      const verified = await verify(services);
      const { exchanges, rows, files, bytes, unread, awaited, faults } = verified;
      const lines = [
        `${exchanges} exchanges, ${rows} rows, ${files} files of ${bytes} bytes`,
        ...(unread.length > 0 ? [`kept as they came, unreadable for this version: ${unread.join(', ')}`] : []),
        ...(awaited.length > 0 ? [`still on the phones that took them: ${awaited.join(', ')}`] : []),
        ...faults,
        faults.length === 0 ? 'Nothing is missing or damaged.' : `${faults.length} faults.`,
      ];
      return { lines, data: verified, hasFaults: faults.length > 0 };
    }),
};
