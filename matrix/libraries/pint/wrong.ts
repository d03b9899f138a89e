import type { UnitRegistry } from "#py/pint";

declare const ureg: UnitRegistry;
// @ts-expect-error a missing argument
ureg.define();
// @ts-expect-error a misspelt keyword
ureg.wraps("m", ["m"], { strikt: true });
// @ts-expect-error a method that is not there
ureg.wrap("m");
