/** What a rule protects and how code that breaks it is mended. */
export interface Reason {
  why: string;
  mend: string;
}

export interface Violation extends Reason {
  path: string;
  line: number;
  rule: string;
  what: string;
}

/** Prints one line per violation, and makes the process fail if there is any. */
export function report(violations: readonly Violation[]): void {
  for (const { path, line, rule, what, why, mend } of violations) {
    console.error(`${path}:${line} ${rule}: ${what}; ${why}; ${mend}`);
  }
  if (violations.length > 0) process.exitCode = 1;
}
