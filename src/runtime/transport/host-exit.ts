/**
 * Tasks for the moment when the program exits by itself: its workers end with it. Workers watch their private channel for the
 * ends that reach no code here, by SIGKILL or a signal's default action.
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
