import type { NDArray } from "snakebridge/runtime";
import { eye } from "#py/numpy";
import { integrate, interpolate, linalg, optimize, signal, sparse, spatial, special, stats } from "#py/scipy";
import { raised, show } from "../show.ts";

const r = (value: unknown) => Math.round(Number(value) * 1e6) / 1e6;
const area = (await integrate.quad((x: number) => x * x, 0, 3)) as [number, number];
show("quad", [...area].map(r).slice(0, 1));
show("root", r(await optimize.brentq((x: number) => x ** 3 - 2, 0, 2)));
const bowl = ({ data: [x, y] }: NDArray) => (Number(x) - 1) ** 2 + (Number(y) + 2) ** 2;
const best = await optimize.minimize(bowl, [0, 0], { method: "Nelder-Mead" }).ref();
const place = (await best.$attr("x").$invoke("tolist")) as number[];
show(
  "minimum",
  await best.$attr("success").$bool(),
  place.map((each) => Math.round(each * 100) / 100),
);
show(
  "solve",
  await linalg.solve(
    [
      [2.5, 0.5],
      [0.5, 4.5],
    ],
    [3, 5],
  ),
);
show(
  "det",
  r(
    await linalg.det([
      [1.5, 2],
      [3, 4],
    ]),
  ),
);
show("normal", r(await stats.norm.cdf(1.96)), r(await stats.norm.ppf(0.5)));
const result = await stats.ttest_ind([1, 2, 3, 4], [2, 3, 4, 9]).ref();
show("t-test", r(await result.$attr("statistic")), r(await result.$attr("pvalue")));
show("describe", await stats.describe([1, 2, 3]).$attr("nobs"));
show("gamma", r(await special.gamma(5)), r(await special.erf(0.5)));
const matrix = await sparse.csr_matrix.new(eye(3));
show("sparse", await matrix.$attr("nnz"), await matrix.$invoke("dot", [1, 2, 3]));
const tree = await spatial.KDTree.new([
  [0, 0],
  [1, 1],
  [5, 5],
]);
const near = (await tree.query([1.2, 1.5])) as Iterable<unknown>;
const [distance, index] = near;
show("nearest", r(distance), r(index));
const line = await interpolate.interp1d.new([0, 1, 2], [0, 10, 20]);
show("between", await line.$call(0.5).$invoke("item"));
show("peaks", await signal.find_peaks([0, 2, 0, 3, 0]).$item(0));
show("outside", await raised(() => line.$call(5)));
show(
  "singular",
  await raised(() =>
    linalg.inv([
      [1.5, 3],
      [3, 6],
    ]),
  ),
);
