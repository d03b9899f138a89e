import type { Call, Values } from "./call.d.ts";

type Cell = string | number | boolean | null;
type Columns = Record<string, readonly Cell[]>;
export class DataFrame {
  static new(data?: Columns, options?: { columns?: string[]; index?: readonly Cell[] }): Call<DataFrame>;
  readonly shape: Promise<[number, number]>;
  describe(): Call<DataFrame>;
  head(n?: number): Call<DataFrame>;
  to_string(): Promise<string>;
  $len(): Promise<number>;
}
export class Series {
  static new(data?: readonly Cell[], options?: { name?: string; index?: readonly Cell[] }): Call<Series>;
  sum(): Promise<number>;
}
type Frame = DataFrame | Call<DataFrame>;
export function concat(frames: readonly Frame[], options?: { ignore_index?: boolean }): Promise<DataFrame>;
export function date_range(
  start: string,
  options?: { end?: string; periods?: number; freq?: string },
): Call<Values>;
export function isna(value: Cell): Promise<boolean>;
export function merge(
  left: Frame,
  right: Frame,
  options?: { on?: string | string[]; how?: "left" | "right" | "inner" | "outer" | "cross" },
): Promise<DataFrame>;
export function read_csv(
  path: string,
  options?: { sep?: string; header?: number | null },
): Promise<DataFrame>;
export function to_datetime(
  value: readonly string[],
  options?: { utc?: boolean; format?: string },
): Call<Values>;
export function to_numeric(value: Cell, options?: { errors?: "raise" | "coerce" }): Promise<number>;
