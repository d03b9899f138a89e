// Sixty symbols of six libraries, as a user writes them; compiled with the generated wrappers and with hand-written declarations.
import { cos, factorial, gcd, hypot, pi, sqrt } from "#py/math";
import {
  arange,
  argsort,
  array,
  clip,
  concatenate,
  cumsum,
  diff,
  dot,
  exp,
  full,
  linspace,
  log,
  max,
  mean,
  median,
  min,
  ones,
  round,
  sort,
  std,
  sum,
  unique,
  where,
  zeros,
} from "#py/numpy";
import {
  concat,
  DataFrame,
  date_range,
  isna,
  merge,
  read_csv,
  Series,
  to_datetime,
  to_numeric,
} from "#py/pandas";
import { KMeans } from "#py/sklearn/cluster";
import { PCA } from "#py/sklearn/decomposition";
import { LinearRegression, LogisticRegression } from "#py/sklearn/linear_model";
import { accuracy_score, r2_score } from "#py/sklearn/metrics";
import { train_test_split } from "#py/sklearn/model_selection";
import { StandardScaler } from "#py/sklearn/preprocessing";
import {
  fmean,
  harmonic_mean,
  mode,
  multimode,
  NormalDist,
  pstdev,
  quantiles,
  stdev,
  variance,
} from "#py/statistics";
import { dedent, fill, shorten, wrap } from "#py/textwrap";

export async function numbers(rows: number[][], texts: readonly string[]): Promise<void> {
  const flat = rows.flat();
  console.log(
    await mean(flat),
    await std(rows, { axis: 0 }),
    await median(flat),
    await sum(rows, { axis: 1 }),
  );
  console.log(
    await sort(flat),
    await argsort(flat),
    await unique(flat),
    await cumsum(flat),
    await diff(flat),
  );
  console.log(await max(flat), await min(flat), await clip(flat, 0, 1), await round(flat, { decimals: 2 }));
  console.log(
    await concatenate([zeros(3), ones(3), full(3, 7)]),
    await arange(0, 10, 2),
    await linspace(0, 1, { num: 5 }),
  );
  console.log(
    await where([true, false], 1, 0),
    await dot([1, 2], [3, 4]),
    await exp(flat),
    await log(array(flat)),
  );
  console.log(await sqrt(2), await hypot(3, 4), await gcd(12, 18), await cos(pi), await factorial(20));
  console.log(await fmean(flat), await stdev(flat), await variance(flat), await quantiles(flat, { n: 4 }));
  console.log(await mode(texts), await multimode(texts), await pstdev(flat), await harmonic_mean(flat));
  const normal = await NormalDist.new(0, 1);
  console.log(
    await normal.cdf(1.96),
    await normal.mean,
    await wrap(texts.join(" "), 40),
    await fill("a b", { width: 2 }),
  );
  console.log(await dedent("  a"), await shorten("a long text", 6, { placeholder: "…" }));
}

export async function frames(path: string): Promise<void> {
  const sales = await read_csv(path, { sep: ";" });
  const extra = DataFrame.new({ city: ["Bern"], units: [3] }, { columns: ["city", "units"] });
  const all = await concat([sales, extra], { ignore_index: true });
  const days = await to_datetime(["2024-02-29"], { utc: true }).ref();
  console.log(await all.$len(), await days.$len(), await to_numeric("5"), await isna(null));
  const joined = await merge(sales, extra, { on: "city", how: "left" });
  console.log(await joined.head(3).to_string(), await joined.describe().to_string(), await joined.shape);
  console.log(
    await Series.new([1, 2, 3], { name: "n" }).sum(),
    await date_range("2024-01-01", { periods: 3 }).$len(),
  );
}

export async function models(x: number[][], y: number[]): Promise<void> {
  const scaled = StandardScaler.new().fit_transform(x);
  const parts = (await train_test_split(scaled, y, { test_size: 0.5, random_state: 0 })) as unknown[];
  const line = await LinearRegression.new({ fit_intercept: true }).fit(x, y);
  console.log(parts.length, await line.score(x, y), await r2_score(y, line.predict(x)));
  const choice = LogisticRegression.new({ max_iter: 200 }).fit(x, y);
  console.log(
    await accuracy_score(y, choice.predict(x)),
    await KMeans.new(2, { random_state: 0 }).fit(x).predict(x),
  );
  console.log(await PCA.new(2).fit_transform(x));
}
