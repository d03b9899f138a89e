import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ServerOptions, startServer } from "./server-process.ts";

/** A message of the checker about a line, counted from 0. */
export interface LineMessage {
  readonly line: number;
  readonly text: string;
}

/** A running checker. */
export interface LanguageServer {
  /**
   * What it says about a file that exists for it only, and that it has something to say about.
   *
   * @throws CheckerError when it does not say it
   */
  readonly check: (name: string, text: string) => Promise<readonly LineMessage[]>;
  /** Ends the process; nothing happens when it is gone already. */
  readonly end: () => void;
}

export interface LanguageServerOptions extends Omit<ServerOptions, "serve"> {
  /** Written into `folder`, where nothing else is. */
  readonly configuration: object;
  /** Files that are to be read as if they had these texts. */
  readonly overlay?: readonly { readonly path: string; readonly text: string }[];
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly {
    readonly message: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
}

/**
 * Starts a checker of Python types on a folder with nothing but a configuration in it.
 *
 * @throws CheckerError when it does not start
 */
export async function startLanguageServer(options: LanguageServerOptions): Promise<LanguageServer> {
  const { folder, configuration, overlay = [] } = options;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "pyrightconfig.json"), `${JSON.stringify(configuration, null, 2)}\n`);
  const root = pathToFileURL(folder).href;
  const server = await startServer({ ...options, serve });
  const params = {
    processId: process.pid,
    locale: "en",
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "probes" }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true } },
  };
  await server.request("initialize", params);
  server.notify("initialized", {});
  const open = (uri: string, text: string): void =>
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "python", version: 1, text } });
  for (const { path, text } of overlay) open(pathToFileURL(path).href, text);
  return {
    end: server.end,
    async check(name, text) {
      const published = (params: unknown): Published | undefined => {
        const { uri, diagnostics } = params as Published;
        // Systems differ in how they write the path of the folder.
        return uri.endsWith(`/${name}`) && diagnostics.length > 0 ? { uri, diagnostics } : undefined;
      };
      // Never closed: with the last open file that imports a library, the checker forgets what it knows about it.
      const { diagnostics } = await server.notified("textDocument/publishDiagnostics", published, () =>
        open(`${root}/${name}`, text),
      );
      return diagnostics.map(({ message, range }) => ({ line: range.start.line, text: message }));
    },
  };
}

/** What the server asks of its client: settings, of which there are none, and leave to do this and that. */
function serve(method: string, params: unknown): unknown {
  return method === "workspace/configuration" ? (params as { items: unknown[] }).items.map(() => ({})) : null;
}
