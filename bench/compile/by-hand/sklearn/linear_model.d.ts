import type { Call, Numbers, Values } from "../call.d.ts";

export class LinearRegression {
  static new(options?: { fit_intercept?: boolean; positive?: boolean }): Call<LinearRegression>;
  fit(x: Numbers, y: Numbers): Call<LinearRegression>;
  predict(x: Numbers): Call<Values>;
  score(x: Numbers, y: Numbers): Promise<number>;
}
export class LogisticRegression {
  static new(options?: { C?: number; max_iter?: number; random_state?: number }): Call<LogisticRegression>;
  fit(x: Numbers, y: Numbers): Call<LogisticRegression>;
  predict(x: Numbers): Call<Values>;
}
