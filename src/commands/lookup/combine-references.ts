import type { Config } from "../../project/config/config.ts";
import { isOwner } from "../../stages/resolve/uses-by-environment.ts";
import type { Reference } from "./reference.ts";

interface EnvironmentReference {
  readonly config: Config;
  readonly reference: Reference;
}

/** Combines the references of all environments: a library is looked up where an import without environment finds it. */
export function combineReferences(parts: readonly EnvironmentReference[], config: Config): Reference {
  const of = (name: string): Reference =>
    parts.find((each) => isOwner(each.config, name.replace(":", "."), config))!.reference;
  return {
    libraries: [...new Set(parts.flatMap(({ reference }) => reference.libraries))].sort(),
    versionOf: (library) => of(library).versionOf(library),
    pageOf: (library) => of(library).pageOf(library),
    isGenerated: (name) => of(name).isGenerated(name),
    entry: (name) => of(name).entry(name),
    catalogue: (library) => of(library).catalogue(library),
  };
}
