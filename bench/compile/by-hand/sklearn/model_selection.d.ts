import type { Numbers, Values } from "../call.d.ts";

export function train_test_split(
  x: Numbers,
  y: Numbers,
  options?: { test_size?: number; random_state?: number; shuffle?: boolean },
): Promise<[Values, Values, Values, Values]>;
