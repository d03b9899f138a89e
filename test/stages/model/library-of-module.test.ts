import { expect, it } from "vitest";
import { libraryOfModule } from "../../../src/stages/model/library-of-module.ts";

const manifest = {
  format: 1,
  symbols: {},
  libraries: {
    google: { distribution: "google-api", version: "1.0" },
    "google.cloud": { distribution: "google-cloud", version: "2.0", page: "https://cloud.example" },
    json: { python: "3.11" },
    mine: {},
  },
} as const;

it.each([
  ["google", { library: "google-api 1.0", page: undefined }],
  ["google.auth", { library: "google-api 1.0", page: undefined }],
  ["google.cloud.storage", { library: "google-cloud 2.0", page: "https://cloud.example" }],
  ["googlemaps", { library: undefined, page: undefined }],
  ["json.tool", { library: "Python 3.11", page: "https://docs.python.org/3.11/library/json.html" }],
  ["mine", { library: undefined, page: undefined }],
])("of %s", (module, expected) => expect(libraryOfModule(module, manifest)).toEqual(expected));
