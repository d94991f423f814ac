/** A broken dossier: what breaks, how, and what a curator is told. */

/**
 * What breaks; the edits (file, text, text in its place) to the small dossier; and the message expected at the
 * mark ▸ in an edit, which is taken out before the dossier is read.
 */
export type Broken = readonly [
  what: string,
  edits: (readonly [file: string, from: string, to: string])[],
  message: string,
];

export const MARK = "▸";
