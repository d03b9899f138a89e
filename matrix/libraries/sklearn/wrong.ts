import { KMeans } from "#py/sklearn/cluster";
import { accuracy_score } from "#py/sklearn/metrics";

// @ts-expect-error a misspelt keyword
KMeans.new({ n_cluster: 2 });
// @ts-expect-error a missing argument
accuracy_score([1, 2]);
