import type { Call } from "./call.d.ts";

type Data = readonly number[];
export class NormalDist {
  static new(mu?: number, sigma?: number): Call<NormalDist>;
  readonly mean: Promise<number>;
  cdf(x: number): Promise<number>;
}
export function fmean(data: Data, options?: { weights?: Data }): Promise<number>;
export function harmonic_mean(data: Data): Promise<number>;
export function mode<T>(data: readonly T[]): Promise<T>;
export function multimode<T>(data: readonly T[]): Promise<T[]>;
export function pstdev(data: Data, options?: { mu?: number }): Promise<number>;
export function quantiles(
  data: Data,
  options?: { n?: number; method?: "exclusive" | "inclusive" },
): Promise<number[]>;
export function stdev(data: Data, options?: { xbar?: number }): Promise<number>;
export function variance(data: Data, options?: { xbar?: number }): Promise<number>;
