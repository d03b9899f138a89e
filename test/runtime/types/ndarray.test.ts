import { describe, expectTypeOf, it } from "vitest";
import { NDArray } from "../../../src/runtime/index.ts";

// Compiled by `tsc`; the bodies never run.
function types(_check: () => void): () => void {
  return () => {};
}

declare function spectrum(signal: NDArray<"float64", [number]>): void;
declare function any(array: NDArray): void;
declare function real(array: NDArray<"floating">): void;
declare const matrix: NDArray<"float64", [number, number]>;
declare const vector: NDArray<"float64", [number]>;

describe("arrays", () => {
  it(
    "know what holds their elements",
    types(() => {
      expectTypeOf(matrix.data).toEqualTypeOf<Float64Array>();
      expectTypeOf(matrix.dtype).toEqualTypeOf<"<f8" | ">f8">();
      expectTypeOf(matrix.shape).toEqualTypeOf<[number, number]>();
      expectTypeOf<NDArray<"int64">["data"]>().toEqualTypeOf<BigInt64Array>();
      expectTypeOf<NDArray<"complex64">["data"]>().toEqualTypeOf<Float32Array>();
      expectTypeOf<NDArray<"integer">["data"][number]>().toEqualTypeOf<number | bigint>();
      expectTypeOf<NDArray["shape"]>().toEqualTypeOf<readonly number[]>();
      expectTypeOf<NDArray["dtype"]>().toEqualTypeOf<string>();
      expectTypeOf(new NDArray(Int16Array.of(1, 2), [2, 1]).data).toExtend<Int16Array>();
      const flags: NDArray<"bool"> = new NDArray(Uint8Array.of(1), [1], "|b1");
      any(flags);
    }),
  );

  it(
    "of one dtype are none of another",
    types(() => {
      spectrum(vector);
      any(matrix);
      real(matrix);
      real({} as NDArray<"float32">);
      const held: NDArray<Float64Array> = matrix;
      any(held);
      // @ts-expect-error another number of axes
      spectrum(matrix);
      // @ts-expect-error another dtype
      spectrum({} as NDArray<"float32", [number]>);
      // @ts-expect-error integers are no floats
      real({} as NDArray<"int64">);
      // @ts-expect-error the same bytes, but of another dtype
      const bytes: NDArray<"uint8"> = {} as NDArray<"bool">;
      // @ts-expect-error nobody knows its dtype
      real({} as NDArray);
      // @ts-expect-error no dtype of numpy
      any({} as NDArray<"double">);
      any(bytes);
    }),
  );
});
