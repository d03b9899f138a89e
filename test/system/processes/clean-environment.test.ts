import { expect, test } from "vitest";
import { cleanEnvironment } from "../../../src/system/processes/clean-environment.ts";

test("what makes Python or the tools behave otherwise is left out", () => {
  const polluting = {
    PYTHONPATH: "/shadow",
    PYTHONHOME: "/nowhere",
    PYTHONWARNINGS: "error",
    VIRTUAL_ENV: "/venv",
    CONDA_PREFIX: "/conda",
    __PYVENV_LAUNCHER__: "/x",
    UV_PRERELEASE: "allow",
    UV_RESOLUTION: "lowest",
    UV_OVERRIDE: "/overrides.txt",
    UV_PYTHON: "3.9",
    UV_EXCLUDE_NEWER: "2020-01-01",
    UV_TORCH_BACKEND: "cu128",
    PIP_TARGET: "/elsewhere",
    PIP_USER: "1",
    PIP_REQUIRE_VIRTUALENV: "1",
  };
  expect(cleanEnvironment({ ...polluting, gone: undefined })).toEqual({});
});

test("how to reach an index, where to keep files, and everything else stays", () => {
  const kept = {
    Path: "/bin",
    HOME: "/home/me",
    HTTPS_PROXY: "http://proxy",
    SSL_CERT_FILE: "/ca.pem",
    UV_DEFAULT_INDEX: "https://index",
    UV_INDEX_PRIVATE_PASSWORD: "secret",
    UV_CACHE_DIR: "/cache",
    UV_HTTP_TIMEOUT: "5",
    UV_PYTHON_DOWNLOADS: "never",
    PIP_INDEX_URL: "https://index",
    PIP_CERT: "/ca.pem",
  };
  expect(cleanEnvironment(kept)).toEqual(kept);
});
