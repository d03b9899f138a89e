import { dirname, join } from "node:path";
import { ledgerFolder } from "../../shared/ledger/batches.ts";
import { findProjectRecord } from "../project.ts";

/** The ledger of a program's project. */
export interface ProjectLedger {
  /** Absolute path of the project. */
  readonly root: string;
  readonly folder: string;
}

/** Returns `undefined` for a program without a project, and where the configuration disables the ledger. */
export function findLedger(): ProjectLedger | undefined {
  const project = findProjectRecord();
  if (project === undefined || project.record.ledger === false) return undefined;
  // The record is in a folder of the project.
  const root = dirname(dirname(project.file));
  return { root, folder: join(root, ledgerFolder) };
}
