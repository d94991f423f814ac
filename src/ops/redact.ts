/** Keeps secrets out of everything that is written: each sink passes its lines through a redactor. */
import { inspect } from "node:util";

/** What stands where a secret stood. */
export const REDACTED = "[redacted]";

/** Turns any value into text without the secrets. */
export type Redact = (value: unknown) => string;

/**
 * A redactor of these secrets, however they are written: as they are, in a URL, in JSON or Base64.
 * Errors are shown whole, with their causes and fields.
 */
export function redactor(secrets: readonly (string | undefined)[]): Redact {
  const forms = secrets.flatMap((secret) =>
    secret
      ? [
          secret,
          encodeURIComponent(secret),
          JSON.stringify(secret).slice(1, -1),
          Buffer.from(secret).toString("base64"),
        ]
      : [],
  );
  // The longest first, or a part of it would be left when one form begins another.
  const found = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  return (value) => {
    const text = typeof value === "string" ? value : inspect(value, { depth: 6 });
    return found.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
  };
}
