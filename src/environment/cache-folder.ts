import { homedir } from "node:os";
import { join } from "node:path";

/** The private folder of this user, for what every project shares: `SNAKEBRIDGE_CACHE`, or where the system keeps caches. */
export function cacheFolder(): string {
  const { SNAKEBRIDGE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (SNAKEBRIDGE_CACHE) return SNAKEBRIDGE_CACHE;
  if (process.platform === "win32")
    return join(LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "snakebridge", "cache");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "snakebridge");
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "snakebridge");
}
