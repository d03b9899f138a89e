import type { Numbers } from "../call.d.ts";

export function accuracy_score(y_true: Numbers, y_pred: Numbers): Promise<number>;
export function r2_score(y_true: Numbers, y_pred: Numbers): Promise<number>;
