import { diff, factor, lambdify, sympify } from "#py/sympy";

// @ts-expect-error a missing argument
diff();
// @ts-expect-error a missing argument
lambdify("x");
// @ts-expect-error a misspelt keyword
sympify("1", { local: {} });
// @ts-expect-error a missing argument
factor();
