import type { NDArray, PyObject } from "snakebridge/runtime";
import { KMeans } from "#py/sklearn/cluster";
import { load_iris } from "#py/sklearn/datasets";
import { LinearRegression, LogisticRegression } from "#py/sklearn/linear_model";
import { accuracy_score, confusion_matrix } from "#py/sklearn/metrics";
import { cross_val_score, train_test_split } from "#py/sklearn/model_selection";
import { make_pipeline } from "#py/sklearn/pipeline";
import { StandardScaler } from "#py/sklearn/preprocessing";
import { raised, show } from "../show.ts";

const rounded = (value: unknown) => Math.round(Number(value) * 1e6) / 1e6;

const [X, y] = (await load_iris({ return_X_y: true })) as [NDArray, NDArray];
const parts = (await train_test_split(X, y, { test_size: 0.25, random_state: 0 })) as NDArray[];
const [X_train, X_test, y_train, y_test] = parts as [NDArray, NDArray, NDArray, NDArray];
const shape = (array: NDArray) => `(${array.shape.join(", ")}${array.shape.length === 1 ? "," : ""})`;
show("split", X_train.shape.length, shape(X_train), shape(y_test));
const model = (await make_pipeline(
  StandardScaler.new(),
  LogisticRegression.new({ max_iter: 200 }),
)) as PyObject;
await model.$invoke("fit", X_train, y_train);
show("steps", await model.$attr("named_steps").$invoke("keys").$value());
const found = model.$invoke("predict", X_test);
show("accuracy", rounded(await accuracy_score(y_test, found)));
show("confusion", await confusion_matrix(y_test, found));
show("folds", await cross_val_score(model, X, { y, cv: 3 }).$len());

const line = await LinearRegression.new()
  .fit([[1], [2], [3]], [3, 5, 7])
  .ref();
const coefficients = (await line.$attr("coef_").$invoke("tolist")) as number[];
show(
  "line",
  coefficients.map(rounded),
  rounded(await line.$attr("intercept_")),
  await line.$invoke("score", [[1], [2]], [3, 5]),
);
show("predict", ((await line.$invoke("predict", [[10]]).$invoke("tolist")) as number[]).map(rounded));
show("parameters", await line.$invoke("get_params"));
const clusters = KMeans.new({ n_clusters: 2, n_init: 3, random_state: 0 });
const points = [
  [0, 0],
  [0, 1],
  [9, 9],
  [9, 8],
];
const labels = (await clusters.fit(points).$attr("labels_").$invoke("tolist")) as number[];
show("together", labels[0] === labels[1], labels[2] === labels[3], labels[0] === labels[2]);
show("not fitted", await raised(() => LinearRegression.new().predict([[1]])));
show("bad parameter", await raised(() => KMeans.new({ n_clusters: 0 }).fit([[1.5]])));
