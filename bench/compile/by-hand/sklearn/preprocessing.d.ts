import type { Call, Numbers, Values } from "../call.d.ts";

export class StandardScaler {
  static new(options?: { with_mean?: boolean; with_std?: boolean }): Call<StandardScaler>;
  fit_transform(x: Numbers): Call<Values>;
}
