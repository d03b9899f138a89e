import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import type { ToolResult } from "../../system/processes/run-tool.ts";

/** Turns pip's error output into a finding, with the output as its detail. Pure. */
export function explainPipFailure(
  { stdout, stderr }: Pick<ToolResult, "stdout" | "stderr">,
  { lock }: Pick<Config, "lock">,
  task: "resolve" | "install",
  offline = false,
): Diagnostic {
  const detail = `${stdout}\n${stderr}`.trim();
  const finding = (code: Diagnostic["code"], message: string, fix: string): Diagnostic =>
    diagnostic(code, message, { fix, detail });
  if (/DO NOT MATCH THE HASHES/i.test(detail))
    return finding(
      "SB3008",
      `The hash of a downloaded package does not match ${lock}.`,
      "Find out why. A lock that pip resolved on another platform has hashes for that platform only; uv resolves for all.",
    );
  if (
    /NewConnectionError|ConnectTimeout|ReadTimeout|Max retries|ProxyError|SSLError|name resolution/i.test(
      detail,
    )
  )
    return finding(
      "SB3007",
      "The package index cannot be reached.",
      "Check the network and pip's proxy settings, then run the command again.",
    );
  const [, missing, versions] =
    /satisfies the requirement (\S+?)(?: \(from [^)]*?versions: ([^)]*)\))/.exec(detail) ?? [];
  if (missing && offline)
    return finding(
      "SB3007",
      `${missing} is not on this machine, and this run is offline.`,
      "Run it once without --offline, or give pip a folder with its wheels in PIP_FIND_LINKS.",
    );
  if (missing && versions === "none")
    return finding(
      "SB3004",
      `There is no distribution for ${missing} with a compatible wheel.`,
      'Correct its name ("distribution" in the configuration), or allow it to be built ("allow.builds").',
    );
  if (missing)
    return finding(
      "SB3005",
      `No version satisfies ${missing}; available: ${versions}.`,
      "Correct the version range in the configuration.",
    );
  if (/ResolutionImpossible|conflicting dependencies/.test(detail))
    return finding(
      "SB3006",
      "The requirements conflict.",
      "Widen the version range of one of them in the configuration; pip's output below names them.",
    );
  const purpose = task === "resolve" ? "resolve the package versions" : "install the packages";
  return finding("SB3009", `pip failed to ${purpose}.`, "Read pip's output below.");
}
