import { cleanEnvironment } from "../../system/processes/clean-environment.ts";
import { frame, frameReader } from "./frames.ts";

/** The checker did not answer: it could not be started, ended, took too long, or wrote something else. */
export class CheckerError extends Error {
  override readonly name = "CheckerError";
  /** What it wrote last. */
  readonly detail: string;

  constructor(message: string, detail = "") {
    super(message);
    this.detail = detail;
  }
}

export type Message = Readonly<Record<string, unknown>>;

/** A server that talks over its standard input and output. */
export interface ServerProcess {
  readonly send: (message: object) => void;
  /**
   * Sends a message, and waits for the first one that `pick` makes something of; one at a time.
   *
   * @throws CheckerError when none comes; the process is ended then
   */
  readonly ask: <T>(message: object, pick: (message: Message) => T | undefined) => Promise<T>;
  /** Ends the process; nothing happens when it is gone already. */
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

interface Waiting {
  readonly take: (message: Message) => void;
  readonly fail: (error: CheckerError) => void;
}

const tailLength = 4000;

export async function startServer({
  script,
  folder,
  timeoutMs,
  serve,
}: ServerOptions): Promise<ServerProcess> {
  const { execa } = await import("execa");
  // Ended with this process, however that ends: by a signal where there is time, by the end of its input otherwise.
  const child = execa(process.execPath, [script, "--stdio"], {
    cwd: folder,
    // Its messages are read, so they have to be in English.
    env: { ...cleanEnvironment(process.env), LC_ALL: "en_US.UTF-8", NODE_OPTIONS: "" },
    extendEnv: false,
    stdio: ["pipe", "pipe", "pipe"],
    buffer: false,
    reject: false,
    windowsHide: true,
  });
  let said = "";
  let failure: CheckerError | undefined;
  let waiting: Waiting | undefined;
  const end = (): void => void child.kill("SIGKILL");
  const fail = (message: string): void => {
    failure ??= new CheckerError(message, said.trim());
    end();
    waiting?.fail(failure);
  };
  const send = (message: object): void => void child.stdin.write(frame(message));
  const read = frameReader((message) => {
    const { id, method, params } = message;
    if (method !== undefined && id !== undefined) send({ id, result: serve(String(method), params) });
    else waiting?.take(message);
  });

  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on("error", () => {});
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(-tailLength);
  });
  child.stdout.on("data", (chunk: Buffer) => {
    if (!read(chunk)) fail("it wrote what is no message of a language server");
  });
  void child.then(({ exitCode, signal, originalMessage }) =>
    fail(`it ended (${signal ?? (exitCode === undefined ? originalMessage : `exit code ${exitCode}`)})`),
  );
  return {
    send,
    end,
    ask: (message, pick) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
        const settle = (then: () => void): void => {
          clearTimeout(timer);
          waiting = undefined;
          then();
        };
        waiting = {
          take: (each) => {
            const picked = pick(each);
            if (picked !== undefined) settle(() => resolve(picked));
          },
          fail: (error) => settle(() => reject(error)),
        };
        send(message);
      }),
  };
}
