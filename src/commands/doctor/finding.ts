/** One thing that `doctor` looked at. */
export interface Finding {
  /** What was looked at, e.g. `TypeScript`. */
  readonly subject: string;
  readonly state: "ok" | "warning" | "broken";
  /** What was found. */
  readonly found: string;
  /** The command or the edit that mends it. */
  readonly fix?: string;
}

export function ok(subject: string, found: string): Finding {
  return { subject, state: "ok", found };
}

export function warning(subject: string, found: string, fix: string): Finding {
  return { subject, state: "warning", found, fix };
}

export function broken(subject: string, found: string, fix: string): Finding {
  return { subject, state: "broken", found, fix };
}
