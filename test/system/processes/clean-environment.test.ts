import { expect, test } from "vitest";
import { cleanEnvironment } from "../../../src/system/processes/clean-environment.ts";

test("variables that change the behavior of Python or the tools are left out", () => {
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

test("variables for the index, for places of files, and all others stay", () => {
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
