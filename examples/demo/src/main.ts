/** What pandas, numpy and scikit-learn have to say about a CSV file and some wine: `node dist/main.js [file.csv]`. */
import { fileURLToPath } from "node:url";
import { kw, type NDArray, type PyTuple } from "snakebridge/runtime";
import { corrcoef, mean, std } from "#py/numpy";
import { read_csv } from "#py/pandas";
import { load_wine } from "#py/sklearn/datasets";
import { RandomForestClassifier } from "#py/sklearn/ensemble";
import { train_test_split } from "#py/sklearn/model_selection";
import { median } from "#py/statistics";

const file = process.argv[2] ?? fileURLToPath(new URL("../data/planets.csv", import.meta.url));

// The table stays in Python: `table` and `numbers` are references to DataFrames.
const table = await read_csv(file);
const numbers = await table.select_dtypes({ include: "number" });
const [rows, columns] = await table.shape;
const names = (await numbers.columns.$invoke("tolist")) as string[];
console.log(`${file}: ${rows} rows, ${columns} columns, ${names.length} of them numeric\n`);

console.log(["column", "mean", "std", "median"].map((title) => title.padStart(16)).join(""));
for (const name of names) {
  const column = numbers.$item(name).$invoke("dropna"); // not awaited: each call below takes it along
  const [average, spread, middle] = await Promise.all([mean(column), std(column), median(column)]);
  console.log([name, average, spread, middle].map((cell) => format(cell).padStart(16)).join(""));
}

if (names.length > 1) {
  const correlation = (await corrcoef(numbers, { rowvar: false })) as NDArray<Float64Array>;
  const [first, second, r] = strongest(correlation);
  console.log(`\nStrongest correlation: ${names[first]} and ${names[second]}, r = ${format(r)}`);
}

// One data set that ships inside scikit-learn: which of three growers made a wine, told from its chemistry.
const [X, y] = (await load_wine({ return_X_y: true })) as PyTuple<NDArray>;
const parts = await train_test_split(X, y, kw({ test_size: 0.25, random_state: 7, stratify: y }));
const [trainX, testX, trainY, testY] = parts as [NDArray, NDArray, NDArray, NDArray];
const forest = await RandomForestClassifier.new({ n_estimators: 200, random_state: 7 });
await forest.fit(trainX, trainY);
console.log(`\nRandom forest on ${trainX.shape[0]} wines, tried on ${testX.shape[0]} others:`);
console.log(`accuracy ${format(await forest.score(testX, testY))}`);

function format(cell: unknown): string {
  return typeof cell === "number" ? String(Number(cell.toPrecision(4))) : String(cell);
}

/** Row, column and value of the largest coefficient off the diagonal. */
function strongest({ data, shape }: NDArray<Float64Array>): [number, number, number] {
  const width = shape[1] ?? 0;
  let best: [number, number, number] = [0, 1, 0];
  data.forEach((r, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    if (row < column && Math.abs(r) > Math.abs(best[2])) best = [row, column, r];
  });
  return best;
}
