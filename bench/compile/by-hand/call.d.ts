/** What a careful person would write by hand: the calls that the program makes, with the types that it needs. */
export type Call<T> = Promise<T> & T & { ref(): Promise<T> };
export type Numbers = readonly number[] | readonly (readonly number[])[] | Values | Call<Values>;
export interface Values {
  readonly shape: readonly number[];
  $len(): Promise<number>;
}
