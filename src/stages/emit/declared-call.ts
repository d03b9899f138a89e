import type { CallModel } from "../model/model.ts";
import { type Code, code, identifier, printTypeScript } from "./code.ts";
import { FileScope } from "./file-scope.ts";
import { printCall } from "./print-call.ts";
import { printReturns } from "./print-returns.ts";

/**
 * Prints a call as generated code declares it, for readers: one text for each overload, after the shared type of the
 * keywords.
 *
 * @param name the displayed name: `"mean"`, `"DataFrame.new"`
 * @param classes names of the classes in its types, by key
 */
export function declaredCall(
  name: string,
  call: CallModel,
  classes: ReadonlyMap<string, string>,
): readonly string[] {
  const scope = new FileScope("", classes.values());
  const localClasses = new Map([...classes].map(([key, local]): [string, Code] => [key, identifier(local)]));
  const context = { scope, places: new Map(), path: "", referable: new Set<string>(), localClasses };
  const printed = printCall(call, name.slice(name.indexOf(".") + 1), context, 0);
  const declarations = [
    ...printed.overloads,
    { parameters: printed.parameters, returns: printReturns(call, context).type },
  ];
  const lines = declarations.map((each) => printTypeScript(code`${each.parameters}: ${each.returns}`));
  const types = printTypeScript(scope.printTypes()).trim();
  return [...(types === "" ? [] : [types]), ...new Set(lines.map((line) => `${name}${line}`))];
}
