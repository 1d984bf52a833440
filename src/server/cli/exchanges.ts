import { type Command, dataOption, withServices } from './command.ts';

export const exchangesCommand: Command = {
  summary: 'Lists all exchanges, by id and topic.',
  usage: '[--data DIR]',
  options: dataOption,
  run: (asked) =>
    withServices(asked, async ({ storage }) => {
      const exchanges = await storage.listExchanges(null);
      return { lines: exchanges.map(({ id, topic }) => `${id}  ${topic}`), data: { exchanges } };
    }),
};
