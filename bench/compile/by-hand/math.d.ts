export const pi: number;
export function cos(x: number): Promise<number>;
export function factorial(n: number): Promise<number | bigint>;
export function gcd(...integers: number[]): Promise<number>;
export function hypot(...coordinates: number[]): Promise<number>;
export function sqrt(x: number): Promise<number>;
