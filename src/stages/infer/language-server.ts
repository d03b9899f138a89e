import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ServerOptions, startServer } from "./server-process.ts";

/** A message of the checker about a line, counted from 0. */
export interface LineMessage {
  readonly line: number;
  readonly text: string;
}

/** A running type checker. */
export interface LanguageServer {
  /**
   * Opens a file that exists only in the checker, and resolves to its messages about it. There must be at least one.
   *
   * @throws CheckerError when the checker fails or does not answer in time
   */
  readonly check: (name: string, text: string) => Promise<readonly LineMessage[]>;
  /** Ends the process. Does nothing if it has already ended. */
  readonly end: () => void;
}

export interface LanguageServerOptions extends Omit<ServerOptions, "serve"> {
  /** Written into `folder`, which contains nothing else. */
  readonly configuration: object;
  /** Replacement texts for files. */
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
 * Starts a type checker on a folder that contains only its configuration.
 *
 * @throws CheckerError when the checker cannot be started
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
        // The form of the folder's path differs between systems.
        return uri.endsWith(`/${name}`) && diagnostics.length > 0 ? { uri, diagnostics } : undefined;
      };
      // Files stay open: when the last open file that imports a library is closed, the checker drops its analysis of
      // the library.
      const { diagnostics } = await server.notified("textDocument/publishDiagnostics", published, () =>
        open(`${root}/${name}`, text),
      );
      return diagnostics.map(({ message, range }) => ({ line: range.start.line, text: message }));
    },
  };
}

/** Answers the server's requests: empty settings, and consent to everything else. */
function serve(method: string, params: unknown): unknown {
  return method === "workspace/configuration" ? (params as { items: unknown[] }).items.map(() => ({})) : null;
}
