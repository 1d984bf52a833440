/** A table in words, as it stands on the screen; the first cell of each record names it. */
export type TextTable = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly records: readonly (readonly string[])[];
  /** The sums, under the records. */
  readonly total?: readonly string[];
};

/** RFC 4180, with the byte order mark by which spreadsheets know UTF-8. */
export function tableToCsv({ columns, records, total }: TextTable): string {
  const lines = [columns, ...records, ...(total ? [total] : [])];
  return `\ufeff${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Words that begin like a formula would be run by a spreadsheet (OWASP, “CSV Injection”). */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A sortable table of MediaWiki; nothing that stands in a cell is read as wikitext. */
export function tableToWikitext({ caption, columns, records, total }: TextTable): string {
  const row = ([name = '', ...cells]: readonly string[]) =>
    ['|-', `! scope="row" | ${wikiCell(name)}`, ...cells.map((cell) => `| ${wikiCell(cell)}`)].join('\n');
  return [
    '{| class="wikitable sortable"',
    `|+ ${wikiCell(caption)}`,
    ...columns.map((column) => `! scope="col" | ${wikiCell(column)}`),
    ...records.map(row),
    // Sorting leaves the sums where they are.
    ...(total ? [row(total).replace('|-', '|- class="sortbottom"')] : []),
    '|}',
    '',
  ].join('\n');
}

/**
 * Text as MediaWiki shows it and does nothing else with it: what begins a link, a template, a tag, a cell, a signature
 * or a behaviour switch is written as a character reference, and so is what makes a list at the start of a line.
 */
export function wikiCell(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const plain = line.replaceAll(/[&<>[\]{}|'~]|__|:\/\//g, (match) => reference(match));
  return plain.replace(/^[-+*#:;=!]/, (first) => reference(first));
}

function reference(text: string): string {
  return Array.from(text, (letter) => `&#${letter.codePointAt(0)};`).join('');
}
