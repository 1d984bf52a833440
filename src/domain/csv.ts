/**
 * CSV (RFC 4180) for spreadsheets: with the byte order mark by which they know UTF-8, and with no cell that they would
 * run. A text that begins like a formula gets an apostrophe in front, which shows that it is text (OWASP, “CSV
 * Injection”); a number keeps its minus. A reader that is no spreadsheet has to take the apostrophe off again.
 */
export function csvTable(records: readonly (readonly string[])[]): string {
  return `\ufeff${records.map((record) => `${record.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** `=`, `+`, `-`, `@`, tab and line ends, also as East Asian full-width characters, which some spreadsheets take as these. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const number = /^[+-]?\d+([.,]\d+)?$/;

export function csvCell(text: string): string {
  const plain = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
