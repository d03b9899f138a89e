import { dirname, join } from "node:path";
import { ledgerFolder } from "../../shared/ledger/batches.ts";
import { findProjectRecord } from "../project.ts";

/** Where a program's uses by name are kept. */
export interface ProjectLedger {
  /** Absolute path of the project. */
  readonly root: string;
  readonly folder: string;
}

/** `undefined` for a program without a project, and where the configuration wants none. */
export function findLedger(): ProjectLedger | undefined {
  const found = findProjectRecord();
  if (found === undefined || found.record.ledger === false) return undefined;
  // It lies in a folder of the project.
  const root = dirname(dirname(found.file));
  return { root, folder: join(root, ledgerFolder) };
}
