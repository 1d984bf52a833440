/**
 * One cell of a table (RFC 4180). Words that begin like a formula would be run by a spreadsheet, also behind blanks and
 * in the wide forms that some read as the same; an apostrophe makes them words again.
 */
export function csvCell(text: string): string {
  const plain = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A table with the byte order mark by which spreadsheets know UTF-8. */
export function csvTable(records: readonly (readonly string[])[]): string {
  return `\ufeff${records.map((record) => `${record.map(csvCell).join(',')}\r\n`).join('')}`;
}
