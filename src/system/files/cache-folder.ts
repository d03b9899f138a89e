import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** The facts that decide where the cache is. */
interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Returns this user's cache folder, shared by all projects: `SNAKEBRIDGE_CACHE`, or the system's place for caches. */
export function cacheFolder(machine?: Machine): string {
  const { platform, home, env } = machine ?? {
    platform: process.platform,
    home: homedir(),
    env: process.env,
  };
  const { SNAKEBRIDGE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (SNAKEBRIDGE_CACHE) return SNAKEBRIDGE_CACHE;
  if (platform === "win32")
    return win32.join(LOCALAPPDATA || win32.join(home, "AppData", "Local"), "snakebridge", "cache");
  if (platform === "darwin") return posix.join(home, "Library", "Caches", "snakebridge");
  return posix.join(XDG_CACHE_HOME || posix.join(home, ".cache"), "snakebridge");
}
