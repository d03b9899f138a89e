import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pageAddress } from "../../project/manifest/page-address.ts";

/** Labels of addresses in a distribution's metadata, best first. */
const labels = ["documentation", "docs", "doc", "homepage", "home"];

/** Returns the library's documentation page from the metadata in its `.dist-info` folder, if the address is safe to open. */
export async function libraryPage(metadata: string): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(join(metadata, "METADATA"), "utf8");
  } catch {
    return undefined;
  }
  const [head = ""] = text.split(/\r?\n\r?\n/, 1);
  const addresses = new Map<string, string>();
  for (const [, label = "", address = ""] of head.matchAll(/^Project-URL: *([^,\n]+?) *, *(\S+)\s*$/gim))
    addresses.set(label.toLowerCase(), address);
  const [, home] = /^Home-page: *(\S+)\s*$/im.exec(head) ?? [];
  const pages = [...labels.map((label) => addresses.get(label)), home];
  return pages.find((page) => page !== undefined && pageAddress.test(page));
}
