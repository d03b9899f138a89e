import type { Call, Numbers, Values } from "../call.d.ts";

export class KMeans {
  static new(n_clusters?: number, options?: { random_state?: number; n_init?: number }): Call<KMeans>;
  fit(x: Numbers, y?: Numbers): Call<KMeans>;
  predict(x: Numbers): Call<Values>;
}
