import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cleanEnvironment } from "../environment/clean-environment.ts";
import { frame, frameReader } from "./frames.ts";

/** The checker did not answer: it could not be started, ended, took too long, or wrote something else. */
export class CheckerError extends Error {
  override readonly name = "CheckerError";
  /** What it wrote last. */
  readonly detail: string;

  constructor(message: string, detail: string) {
    super(message);
    this.detail = detail;
  }
}

/** A message of the checker about a line, counted from 0. */
export interface LineMessage {
  readonly line: number;
  readonly text: string;
}

/** A running checker. */
export interface LanguageServer {
  /** What it says about a file that exists for it only. */
  readonly check: (name: string, text: string) => Promise<readonly LineMessage[]>;
  /** Ends the process; nothing happens when it is gone already. */
  readonly end: () => void;
}

export interface LanguageServerOptions {
  /** Script of the language server. */
  readonly script: string;
  /** Private folder for its configuration, which is all that is written. */
  readonly folder: string;
  readonly configuration: object;
  /** Limit for each answer. */
  readonly timeoutMs: number;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly {
    readonly message: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
}

const tailLength = 4000;

/**
 * Starts a checker of Python types on a folder with nothing but a configuration in it.
 *
 * @throws CheckerError when it does not start
 */
export async function startLanguageServer(options: LanguageServerOptions): Promise<LanguageServer> {
  const { script, folder, configuration, timeoutMs } = options;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "pyrightconfig.json"), `${JSON.stringify(configuration, null, 2)}\n`);
  const root = pathToFileURL(folder).href;
  const { execa } = await import("execa");
  // Ended with this process, however that ends: by a signal when it can, by the end of its standard input otherwise.
  const child = execa(process.execPath, [script, "--stdio"], {
    cwd: folder,
    env: { ...cleanEnvironment(process.env), LC_ALL: "en_US.UTF-8", NODE_OPTIONS: "" },
    extendEnv: false,
    stdio: ["pipe", "pipe", "pipe"],
    buffer: false,
    reject: false,
    windowsHide: true,
  });

  let said = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(-tailLength);
  });
  let failure: CheckerError | undefined;
  let waiting: { readonly settle: (answer: unknown) => void; readonly fail: () => void } | undefined;
  let isAwaited: (message: Record<string, unknown>) => unknown = () => undefined;
  const end = (): void => void child.kill("SIGKILL");
  const fail = (message: string): void => {
    failure ??= new CheckerError(message, said.trim());
    end();
    waiting?.fail();
  };
  const send = (message: object): void => void child.stdin.write(frame(message));
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on("error", () => {});
  void child.then(({ exitCode, signal, originalMessage }) =>
    fail(`it ended (${signal ?? (exitCode === undefined ? originalMessage : `exit code ${exitCode}`)})`),
  );

  const read = frameReader((message) => {
    const { id, method, params } = message;
    if (method !== undefined && id !== undefined) send({ id, result: resultFor(String(method), params) });
    const answer = isAwaited(message);
    if (answer !== undefined) waiting?.settle(answer);
  });
  child.stdout.on("data", (chunk: Buffer) => {
    if (!read(chunk)) fail("it wrote what is no message of a language server");
  });

  /** One thing is waited for at a time. */
  const answerTo = <T>(
    message: object,
    pick: (message: Record<string, unknown>) => T | undefined,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
      isAwaited = pick;
      waiting = {
        settle: (answer) => {
          clearTimeout(timer);
          waiting = undefined;
          resolve(answer as T);
        },
        fail: () => {
          clearTimeout(timer);
          reject(failure);
        },
      };
      if (failure) waiting.fail();
      else send(message);
    });

  const { version } = { version: 1 };
  await answerTo(
    {
      id: 1,
      method: "initialize",
      params: {
        processId: process.pid,
        locale: "en",
        rootUri: root,
        workspaceFolders: [{ uri: root, name: "probes" }],
        capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      },
    },
    ({ id, result }) => (id === 1 ? (result ?? fail("it could not be initialized")) : undefined),
  );
  send({ method: "initialized", params: {} });

  return {
    end,
    async check(name, text) {
      const uri = `${root}/${name}`;
      const { diagnostics } = await answerTo(
        {
          method: "textDocument/didOpen",
          params: { textDocument: { uri, languageId: "python", version, text } },
        },
        ({ method, params }) => {
          const published = params as Published;
          // Systems differ in how they spell the way to the folder.
          const isThis = method === "textDocument/publishDiagnostics" && published.uri.endsWith(`/${name}`);
          return isThis && published.diagnostics.length > 0 ? published : undefined;
        },
      );
      // It stays open: with the last file that imports a library, the checker forgets what it knows about it.
      return diagnostics.map(({ message, range }) => ({ line: range.start.line, text: message }));
    },
  };
}

/** What the server asks of its client: settings, of which there are none, and leave to do this and that. */
function resultFor(method: string, params: unknown): unknown {
  return method === "workspace/configuration" ? (params as { items: unknown[] }).items.map(() => ({})) : null;
}
