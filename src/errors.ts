/** The two kinds of failure: what a person can mend, and bugs (every other Error). */

/** A person's mistake, or an honest "not here". Its message is shown to the person as it is. */
export class UserError extends Error {
  /** How the reply is classed: wrong usage, nothing found, several readings, or not allowed. */
  readonly kind: "error" | "not_found" | "ambiguous" | "denied";
  /** Inputs that would work, best first; shown as things to try. */
  readonly suggestions: readonly string[];

  constructor(message: string, kind: UserError["kind"] = "error", suggestions: readonly string[] = []) {
    super(message);
    this.name = "UserError";
    this.kind = kind;
    this.suggestions = suggestions;
  }
}

/** A place in a dossier's files and what is wrong there. Line and column count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A dossier that does not load; carries every problem found, in file order. */
export class DossierError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "DossierError";
    this.problems = problems;
  }
}

/** "events.yaml:12:5: message", the form that editors and terminals turn into a link. */
export function formatProblem(p: Problem): string {
  return `${p.file}:${p.line}:${p.column}: ${p.message}`;
}
