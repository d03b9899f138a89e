/**
 * What must happen at once when the program ends, in whatever way it ends by itself: its workers die with it. For what
 * ends it from outside (SIGKILL, a signal's default action) the workers watch their private channel.
 */
const tasks = new Set<() => void>();

/** Runs `task` when the program exits, unless the returned function was called before. */
export function atHostExit(task: () => void): () => void {
  if (tasks.size === 0) process.on("exit", runTasks);
  tasks.add(task);
  return () => {
    tasks.delete(task);
    if (tasks.size === 0) process.off("exit", runTasks);
  };
}

function runTasks(): void {
  for (const task of tasks) task();
}
