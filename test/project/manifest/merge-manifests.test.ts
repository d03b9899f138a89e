import { expect, it } from "vitest";
import { emptyManifest, type Manifest } from "../../../src/project/manifest/manifest.ts";
import { mergeManifests } from "../../../src/project/manifest/merge-manifests.ts";

const constant = (value: number) => ({ kind: "constant", value }) as const;
const manifest = (parts: Partial<Manifest>): Manifest => ({ ...emptyManifest, ...parts });

it("has the symbols of both sides, sorted", () => {
  const merged = mergeManifests(
    manifest({ symbols: { "b:x": constant(1) } }),
    manifest({ symbols: { "a:x": constant(2) } }),
  );
  expect(Object.keys(merged.symbols)).toEqual(["a:x", "b:x"]);
});

it("has no symbol that one side pruned, if the ancestor is known", () => {
  const both = manifest({ symbols: { "a:x": constant(1) } });
  expect(mergeManifests(emptyManifest, both, both).symbols).toEqual({});
  expect(mergeManifests(emptyManifest, both).symbols).toEqual(both.symbols);
});

it("records both versions of a library that the sides read differently", () => {
  const version = (each: string) => manifest({ libraries: { numpy: { version: each } } });
  expect(mergeManifests(version("2.1"), version("2.0")).libraries).toEqual({
    numpy: { version: "2.0 | 2.1" },
  });
  const three = mergeManifests(mergeManifests(version("2.1"), version("2.0")), version("2.2"));
  expect(three.libraries.numpy?.version).toBe("2.0 | 2.1 | 2.2");
});

it("prefers a reached class to one that Python did not have", () => {
  const merged = mergeManifests(
    manifest({ reached: { "a:X": null, "a:Y": null } }),
    manifest({ reached: { "a:X": "a.b:X" } }),
  );
  expect(merged.reached).toEqual({ "a:X": "a.b:X", "a:Y": null });
});

it("has each promoted symbol once, sorted, and no empty lists", () => {
  const merged = mergeManifests(
    manifest({ promoted: ["b:x", "c:x"] }),
    manifest({ promoted: ["a:x", "b:x"] }),
  );
  expect(merged.promoted).toEqual(["a:x", "b:x", "c:x"]);
  expect(mergeManifests(emptyManifest, emptyManifest)).toEqual(emptyManifest);
});
