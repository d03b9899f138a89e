/** The faults of a type checker. "knows nothing" is not a fault. */
export type CheckerFault =
  | "knows nothing"
  | "hangs"
  | "hangs at the start"
  | "dies"
  | "is killed"
  | "writes garbage"
  | "writes no JSON";

const deeds: Readonly<Record<CheckerFault, string>> = {
  "knows nothing": `const range = { start: { line: 0 } };
    const uri = /"textDocument":{"uri":"([^"]+)"/.exec(said)[1];
    send({ method: "textDocument/publishDiagnostics", params: { uri, diagnostics: [{ message: "", range }] } });`,
  hangs: "",
  "hangs at the start": "",
  dies: 'process.stderr.write("out of memory"); process.exit(3);',
  "is killed": 'process.kill(process.pid, "SIGKILL");',
  "writes garbage": 'process.stdout.write("hello\\r\\n\\r\\n");',
  "writes no JSON": 'process.stdout.write("Content-Length: 3\\r\\n\\r\\n{a}");',
};

/** The script of a language server that starts correctly, and shows the fault when asked. It appends its process id to a file. */
export function fakeChecker(fault: CheckerFault, pidFile: string): string {
  return `
const { appendFileSync } = require("node:fs");
appendFileSync(${JSON.stringify(pidFile)}, process.pid + "\\n");
const send = (message) => {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  process.stdout.write("Content-Length: " + Buffer.byteLength(body) + "\\r\\n\\r\\n" + body);
};
let seen = "";
process.stdin.on("data", (chunk) => {
  seen += chunk;
  if (seen.includes('"initialize"')) {
    const id = Number(/"id":(\\d+)/.exec(seen)[1]);
    seen = seen.replace('"initialize"', "");
    if (${fault !== "hangs at the start"}) send({ id, result: { capabilities: {} } });
  }
  if (seen.includes("didOpen")) { const said = seen; seen = ""; ${deeds[fault]} }
});
setInterval(() => {}, 1000);
`;
}
