import { expensesTable } from './expenses.ts';
import type { ExportedExchange } from './reading.ts';
import { reportOf } from './report.ts';

/**
 * The part of a copy that people read when there is no Carnet any more: plain words, and a table for any spreadsheet.
 * In English, since it may be read by the other side, the Hub, or somebody years later; what the file is, also in
 * Ukrainian. Made from what the screens show, unsent changes included. A part that can't be made stops nothing.
 */
export function describeCopy(
  exchanges: readonly ExportedExchange[],
  exportedAt: string,
  /** Topics of the exchanges that wait to be created. */
  uncreated: readonly string[] = [],
): [name: string, text: string][] {
  const parts: [string, () => string][] = [
    ['README.txt', () => readmeOf(exchanges, exportedAt, uncreated)],
    ['report.md', () => lines(exchanges.map(reportOf))],
    ['expenses.csv', () => expensesTable(exchanges)],
  ];
  return parts.flatMap(([name, make]): [string, string][] => {
    try {
      return [[name, make()]];
    } catch {
      return [];
    }
  });
}

function readmeOf(exchanges: readonly ExportedExchange[], exportedAt: string, uncreated: readonly string[]): string {
  const titles = exchanges.map(({ copied }) => `- ${copied.topic || copied.exchangeId}`);
  return lines([
    `A copy of everything that one person had in Carnet on one device, made on ${exportedAt}.`,
    'Carnet is the notebook of a peer learning visit of the CEE Wiki Peer Learning Exchange.',
    '',
    'Exchanges in it:',
    ...titles,
    '',
    ...(uncreated.length > 0
      ? ['Exchanges that wait to be created (in carnet.json):', ...uncreated.map((topic) => `- ${topic}`), '']
      : []),
    'To read it without Carnet:',
    '- report.md: the plan, the schedule, the joint report and the notes, as plain words',
    '- expenses.csv: every expense, for any spreadsheet (UTF-8, commas)',
    '- photos: receipts and photos; report.md and expenses.csv say which is which',
    '',
    'To restore it: on a phone, More > Sync and storage > Restore from a file. On a server, npm run restore -- FILE.zip.',
    'Both read carnet.json and the photos. Please keep the file as it is.',
    '',
    'Receipts are private to the exchange and the CEE Hub: do not publish this file.',
    '',
    '---',
    '',
    `Копія всього, що одна людина мала в Carnet на одному пристрої, зроблена ${exportedAt}.`,
    'report.md — план, розклад, спільний звіт і нотатки простими словами; expenses.csv — усі витрати для будь-якої',
    'електронної таблиці; photos — чеки та світлини. Щоб відновити: у телефоні «Більше» > «Синхронізація і пам’ять» >',
    '«Відновити з файлу»; на сервері npm run restore -- FILE.zip. Чеки приватні: не публікуйте цей файл.',
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
