import { runtime, union } from "../ts-type.ts";
import { type Rows, structural, value } from "./row.ts";

const decimal = runtime("PyDecimal");
const fraction = runtime("PyFraction");
const path = runtime("PyPath");

/** Standard library classes that cross by value. */
export const values: Rows = {
  "datetime:date": value(runtime("PyDateLike"), runtime("PyDate")),
  "datetime:datetime": value(runtime("PyDateTimeLike"), runtime("PyDateTime")),
  "datetime:time": value(runtime("PyTimeLike"), runtime("PyTime")),
  "datetime:timedelta": value(runtime("PyTimeDeltaLike"), runtime("PyTimeDelta")),
  "decimal:Decimal": value(decimal),
  "fractions:Fraction": value(fraction),
  "uuid:UUID": value(runtime("PyUuid")),
  "pathlib:Path": value(path),
  "pathlib:PosixPath": value(path),
  "pathlib:WindowsPath": value(path),
  "pathlib:PurePath": {
    wide: () => path,
    exact: () => path,
    narrow: () => union([path, runtime("PyObject")]),
  },
  "os:PathLike": structural(() => runtime("PyPathLike")),
};
