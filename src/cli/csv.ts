/** Rows as CSV that a spreadsheet opens without running anything. */

/** A number stays a number; text that a spreadsheet would take for a formula is marked as text. */
export type Cell = string | number;

/**
 * What a spreadsheet takes for the start of a formula, full-width forms included.
 * From OWASP, "CSV Injection": = + - @, tab and carriage return.
 */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** A table as RFC 4180 has it: fields quoted where needed, lines ended by CRLF. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
