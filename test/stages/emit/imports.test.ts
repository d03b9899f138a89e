import { expect, it } from "vitest";
import type { ClassFacts, FunctionFacts } from "../../../src/facts/facts.ts";
import type { Manifest } from "../../../src/project/manifest/manifest.ts";
import { emit } from "../../../src/stages/emit/emit.ts";
import { buildModel } from "../../../src/stages/model/build-model.ts";
import { compileErrors } from "../../support/compile.ts";

const aClass: ClassFacts = {
  kind: "class",
  bases: [],
  constructor: { parameters: [], tier: "signature" },
  members: [],
};

function make(returns: string): FunctionFacts {
  return {
    kind: "function",
    signature: { parameters: [], tier: "annotations", returns: { kind: "name", name: returns } },
  };
}

it.each(["number", "object", "Object", "string", "Map", "PyCall", "make"])(
  "means the class of another module that is called %s",
  (name) => {
    const manifest: Manifest = {
      format: 1,
      libraries: {},
      symbols: {
        "one:": { kind: "module" },
        [`one:${name}`]: aClass,
        "two:": { kind: "module" },
        "two:make": make(`one:${name}`),
      },
    };
    const files = Object.fromEntries(
      emit(buildModel(manifest, [])).map(({ path, content }) => [path, content]),
    );
    expect(files["two.ts"]).toContain('from "./one.js";');
    expect(compileErrors(files)).toEqual([]);
  },
);
