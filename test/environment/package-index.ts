import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { execa } from "execa";

/** A package index on this machine, with the requests that it received. */
export interface PackageIndex {
  readonly port: number;
  readonly requests: string[];
  close(): Promise<void>;
}

const wheelScript = `
import sys, zipfile
folder, name, version, source = sys.argv[1:]
info = f"{name}-{version}.dist-info"
with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as wheel:
    wheel.writestr(f"{name}.py", source)
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", f"{name}.py,,\\n{info}/METADATA,,\\n{info}/WHEEL,,\\n{info}/RECORD,,\\n")
`;

/** Serves wheels of an invented pure distribution (by version, its module's source) to clients with the password. */
export async function servePackage(
  python: string,
  folder: string,
  name: string,
  sources: Readonly<Record<string, string>>,
): Promise<PackageIndex> {
  const files = Object.keys(sources).map((version) => `${name}-${version}-py3-none-any.whl`);
  for (const [version, source] of Object.entries(sources))
    await execa(python, ["-c", wheelScript, folder, name, version, source]);
  const requests: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    const allowed = request.headers.authorization === `Basic ${btoa("user:secret")}`;
    const file = files.find((one) => path === `/files/${one}`);
    if (!allowed) response.writeHead(401).end();
    else if (file) response.writeHead(200).end(await readFile(join(folder, file)));
    else if (path === `/simple/${name.replaceAll("_", "-")}/`)
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(files.map((one) => `<a href="/files/${one}">${one}</a>`).join("\n"));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
