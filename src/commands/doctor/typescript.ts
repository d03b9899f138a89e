import type { TsConfigJsonResolved } from "get-tsconfig";
import { ignoresPlugins, installedTypeScript, ourPlugins, readTsconfig } from "../project/ignored-plugins.ts";
import { broken, type Finding, ok, warning } from "./finding.ts";

/** A project's compiler and its settings. */
export interface TypescriptSetup {
  /** Version of the project's `typescript`; `undefined` when it is not installed. */
  readonly version: string | undefined;
  /** `undefined` when there is no tsconfig.json, or it cannot be read. */
  readonly tsconfig: TsConfigJsonResolved | undefined;
}

/** Reads the setup without loading a compiler. */
export function readTypescriptSetup(root: string): TypescriptSetup {
  return { version: installedTypeScript(root), tsconfig: readTsconfig(root)?.config };
}

export function inspectTypescript({ version, tsconfig }: TypescriptSetup): readonly Finding[] {
  return [inspectVersion(version, tsconfig), inspectTsconfig(tsconfig, version)];
}

function inspectVersion(version: string | undefined, tsconfig: TsConfigJsonResolved | undefined): Finding {
  const subject = "TypeScript";
  if (version === undefined)
    return warning(subject, "not installed in this project", "npm install --save-dev typescript");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 5 || (major === 5 && minor < 9))
    return warning(subject, `${version}; 5.9 and newer are supported`, "npm install --save-dev typescript");
  if (!ignoresPlugins(version)) return ok(subject, `${version}; compiler plugins work with ts-patch`);
  const plugins = tsconfig ? ourPlugins(tsconfig) : [];
  return plugins.length > 0
    ? broken(
        subject,
        `${version} silently ignores ${plugins.join(", ")}`,
        'Remove it from "plugins" in tsconfig.json.',
      )
    : ok(subject, `${version}; compiler plugins do not work with it; "#py/…" needs none`);
}

/** Reports whether `#py/…` can be resolved through package.json's imports, which older module resolutions ignore. */
function inspectTsconfig(tsconfig: TsConfigJsonResolved | undefined, version: string | undefined): Finding {
  const subject = "tsconfig.json";
  if (!tsconfig) return warning(subject, "not found", "npx snakebridge init --yes");
  const { module, moduleResolution, resolvePackageJsonImports } = tsconfig.compilerOptions ?? {};
  const resolution = (moduleResolution ?? impliedResolution(module, version)).toLowerCase();
  if (!["node16", "nodenext", "bundler"].includes(resolution))
    return broken(
      subject,
      `moduleResolution ${resolution} does not support "#py/…"`,
      'Set "module": "nodenext", or "moduleResolution": "bundler".',
    );
  if (resolvePackageJsonImports === false)
    return broken(subject, '"resolvePackageJsonImports" is off', "Remove that option.");
  return ok(subject, `moduleResolution ${resolution}`);
}

function impliedResolution(module: string | undefined, version: string | undefined): string {
  const name = module?.toLowerCase();
  if (name === undefined) return Number(version?.split(".")[0] ?? 6) >= 6 ? "bundler" : "node10";
  if (name === "node16") return "node16";
  if (name.startsWith("node")) return "nodenext";
  if (name === "preserve") return "bundler";
  return Number(version?.split(".")[0] ?? 6) >= 6 ? "bundler" : name === "commonjs" ? "node10" : "classic";
}
