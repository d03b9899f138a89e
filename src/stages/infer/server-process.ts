import type { Disposable } from "vscode-jsonrpc/node";
import { cleanEnvironment } from "../../system/processes/clean-environment.ts";

/** The checker did not answer: it could not be started, ended, exceeded the time limit, or wrote invalid output. */
export class CheckerError extends Error {
  override readonly name = "CheckerError";
  /** The end of its error output. */
  readonly detail: string;

  constructor(message: string, detail = "") {
    super(message);
    this.detail = detail;
  }
}

/** A server that communicates over its standard input and output. */
export interface ServerProcess {
  readonly notify: (method: string, params: object) => void;
  /**
   * Sends a request and resolves to its result.
   *
   * @throws CheckerError when there is no result; the process is ended then
   */
  readonly request: (method: string, params: object) => Promise<unknown>;
  /**
   * Runs `ask` and resolves to the first result of `pick` for a later notification that is not `undefined`.
   *
   * @throws CheckerError when there is none; the process is ended then
   */
  readonly notified: <T extends object>(
    method: string,
    pick: (params: unknown) => T | undefined,
    ask: () => void,
  ) => Promise<T>;
  /** Ends the process. Does nothing if it has already ended. */
  readonly end: () => void;
}

export interface ServerOptions {
  /** Script for Node. */
  readonly script: string;
  readonly folder: string;
  /** Limit for each answer. */
  readonly timeoutMs: number;
  /** The result for a request of the server. */
  readonly serve: (method: string, params: unknown) => unknown;
}

const tailLength = 4000;

export async function startServer({
  script,
  folder,
  timeoutMs,
  serve,
}: ServerOptions): Promise<ServerProcess> {
  const { execa } = await import("execa");
  const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = await import(
    "vscode-jsonrpc/node"
  );
  // The child ends with this process: by a signal if there is time, otherwise because its input ends.
  const child = execa(process.execPath, [script, "--stdio"], {
    cwd: folder,
    // The messages are parsed, so they must be in English.
    env: { ...cleanEnvironment(process.env), LC_ALL: "en_US.UTF-8", NODE_OPTIONS: "" },
    extendEnv: false,
    stdio: ["pipe", "pipe", "pipe"],
    buffer: false,
    reject: false,
    windowsHide: true,
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let errorOutput = "";
  let fail = (_error: CheckerError): void => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const end = (): void => void child.kill("SIGKILL");
  const endWith = (message: string): void => {
    fail(new CheckerError(message, errorOutput.trim()));
    end();
  };

  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on("error", () => {});
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errorOutput = (errorOutput + chunk).slice(-tailLength);
  });
  connection.onError(() => endWith("it wrote something other than language server messages"));
  connection.onRequest(serve);
  connection.listen();
  void child.then(({ exitCode, signal, originalMessage }) => {
    endWith(`it ended (${signal ?? (exitCode === undefined ? originalMessage : `exit code ${exitCode}`)})`);
    connection.dispose();
  });

  const answered = async <T>(answer: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => endWith(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
    try {
      return await Promise.race([answer, failed]);
    } finally {
      clearTimeout(timer);
    }
  };
  const refused = (error: Error): Promise<never> => {
    endWith(`it refused a request (${error.message})`);
    return failed;
  };
  return {
    end,
    // If a message cannot be written, the process is about to end, which is reported.
    notify: (method, params) => void connection.sendNotification(method, params).catch(() => {}),
    request: (method, params) => answered(connection.sendRequest(method, params).catch(refused)),
    async notified<T extends object>(
      method: string,
      pick: (params: unknown) => T | undefined,
      ask: () => void,
    ) {
      let listener: Disposable | undefined;
      const picked = new Promise<T>((resolve) => {
        listener = connection.onNotification(method, (params: unknown) => {
          const value = pick(params);
          if (value !== undefined) resolve(value);
        });
      });
      ask();
      try {
        return await answered(picked);
      } finally {
        listener?.dispose();
      }
    },
  };
}
