import type { Call, Numbers, Values } from "../call.d.ts";

export class PCA {
  static new(n_components?: number, options?: { whiten?: boolean; random_state?: number }): Call<PCA>;
  fit_transform(x: Numbers): Call<Values>;
}
