/** The result of one of `doctor`'s inspections. */
export interface Finding {
  /** The inspected part, e.g. `TypeScript`. */
  readonly subject: string;
  readonly state: "ok" | "warning" | "broken";
  /** The observation, e.g. a version or a problem. */
  readonly found: string;
  /** The command or the edit that fixes it. */
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
