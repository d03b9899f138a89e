import type { Call, Numbers, Values } from "./call.d.ts";

interface Axis {
  axis?: number;
  keepdims?: boolean;
}
export function arange(start: number, stop?: number, step?: number): Call<Values>;
export function argsort(a: Numbers, options?: { axis?: number; kind?: string }): Call<Values>;
export function array(object: Numbers, options?: { dtype?: string }): Call<Values>;
export function clip(a: Numbers, min: number, max: number): Call<Values>;
export function concatenate(arrays: readonly Numbers[], options?: { axis?: number }): Call<Values>;
export function cumsum(a: Numbers, options?: { axis?: number }): Call<Values>;
export function diff(a: Numbers, options?: { n?: number; axis?: number }): Call<Values>;
export function dot(a: Numbers, b: Numbers): Promise<number | Values>;
export function exp(x: Numbers): Call<Values>;
export function full(shape: number | readonly number[], value: number): Call<Values>;
export function linspace(
  start: number,
  stop: number,
  options?: { num?: number; endpoint?: boolean },
): Call<Values>;
export function log(x: Numbers): Call<Values>;
export function max(a: Numbers, options?: Axis): Promise<number | Values>;
export function mean(a: Numbers, options?: Axis): Promise<number | Values>;
export function median(a: Numbers, options?: Axis): Promise<number | Values>;
export function min(a: Numbers, options?: Axis): Promise<number | Values>;
export function ones(shape: number | readonly number[]): Call<Values>;
export function round(a: Numbers, options?: { decimals?: number }): Call<Values>;
export function sort(a: Numbers, options?: { axis?: number; kind?: string }): Call<Values>;
export function std(a: Numbers, options?: Axis & { ddof?: number }): Promise<number | Values>;
export function sum(a: Numbers, options?: Axis): Promise<number | Values>;
export function unique(a: Numbers): Call<Values>;
export function where(condition: readonly boolean[], x: number, y: number): Call<Values>;
export function zeros(shape: number | readonly number[]): Call<Values>;
