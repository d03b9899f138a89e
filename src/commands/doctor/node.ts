import { broken, type Finding, ok } from "./finding.ts";

/** The supported Node versions, the same as `engines` in package.json. */
const supported = "^20.19.0 || >=22.12.0";

/** Reports whether this Node is supported. */
export function inspectNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  return fits
    ? ok("Node", version)
    : broken("Node", `${version}; ${supported} is required`, "Install a newer Node.");
}
