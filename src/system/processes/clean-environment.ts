/** uv's variables that configure access to an index or the place of files, and cannot change which versions it chooses. */
const uvVariables = [
  /^UV_CACHE_DIR$/,
  /^UV_(DEFAULT_INDEX|INDEX|INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|INDEX_STRATEGY)$/,
  /^UV_INDEX_\w+_(USERNAME|PASSWORD)$/,
  /^UV_KEYRING_PROVIDER$/,
  /^UV_(NATIVE_TLS|SYSTEM_CERTS|INSECURE_HOST|GITHUB_TOKEN|NETRC)$/,
  /^UV_(HTTP_\w+|REQUEST_TIMEOUT|CONCURRENT_\w+|OFFLINE)$/,
  /^UV_PYTHON_(DOWNLOADS|PREFERENCE|INSTALL_DIR|CACHE_DIR|INSTALL_MIRROR|DOWNLOADS_JSON_URL)$/,
  /^UV_(LINK_MODE|NO_PROGRESS|LOCK_TIMEOUT)$/,
];

/** The same for pip, which is needed once, to fetch uv. */
const pipVariables =
  /^PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|CERT|CLIENT_CERT|PROXY|TRUSTED_HOST|TIMEOUT|DEFAULT_TIMEOUT|RETRIES|CACHE_DIR|NO_CACHE_DIR|KEYRING_PROVIDER|CONFIG_FILE)$/;

/**
 * Returns the user's environment variables for uv, pip and Python. It omits those that change their behavior from one
 * shell to the next (`PYTHONPATH`, an active virtual environment, uv's options).
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && mayPass(name.toUpperCase())) clean[name] = value;
  return clean;
}

function mayPass(name: string): boolean {
  if (name.startsWith("UV_")) return uvVariables.some((pattern) => pattern.test(name));
  if (name.startsWith("PIP_")) return pipVariables.test(name);
  if (name.startsWith("CONDA_") || name.startsWith("PYTHON")) return false;
  return name !== "VIRTUAL_ENV" && name !== "__PYVENV_LAUNCHER__";
}
