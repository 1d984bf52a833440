import { receiptYears } from '#domain/retention/retention.ts';
import { type PurgedExchange, purgeReceipts } from '../retention/purge.ts';
import { type Asked, AskedWrongly, type Command, dataOption, textOf, withServices } from './command.ts';

const mostYears = 100;

export const purgeCommand: Command = {
  summary: `Removes the receipts of visits that ended more than ${receiptYears} years ago, and records it.`,
  usage: '[--years N] [--dry-run] [--data DIR]',
  details:
    'Photos and PDFs of receipts and exchange slips, and files that no row names any more; expenses, reports and photos for the report stay. Phones remove their copies when they sync next. Backups made before keep theirs: delete those, too. It may run beside the server.',
  options: { ...dataOption, years: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run(asked) {
    const rules = { years: yearsOf(asked), dryRun: asked.options['dry-run'] === true };
    return withServices(asked, async (services) => {
      const exchanges = await purgeReceipts(services, rules);
      const files = exchanges.reduce((sum, exchange) => sum + exchange.files, 0);
      const bytes = exchanges.reduce((sum, exchange) => sum + exchange.bytes, 0);
      const words = rules.dryRun ? 'would be removed' : 'removed';
      const lines = [
        ...exchanges.map(lineOf),
        `${words}: ${files} files of ${bytes} bytes, of ${exchanges.length} exchanges`,
      ];
      return { lines, data: { ...rules, files, bytes, exchanges } };
    });
  },
};

function lineOf({ exchangeId, topic, lastDay, files, bytes }: PurgedExchange): string {
  return `${exchangeId}  “${topic}”, ended ${lastDay}: ${files} files of ${bytes} bytes`;
}

/** Not 0: receipts of a visit that has just ended are still needed, and a slip of the keyboard must not take them. */
function yearsOf(asked: Asked): number {
  const text = textOf(asked, 'years');
  if (text === undefined) return receiptYears;
  const years = Number(text);
  if (!Number.isSafeInteger(years) || years < 1 || years > mostYears)
    throw new AskedWrongly(`--years takes a whole number from 1 to ${mostYears}`);
  return years;
}
