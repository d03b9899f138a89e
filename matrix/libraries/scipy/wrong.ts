import { integrate, optimize, stats } from "#py/scipy";

// @ts-expect-error a misspelt keyword
optimize.minimize(Math.sin, [0], { metod: "BFGS" });
// @ts-expect-error a missing argument
integrate.quad(Math.sin, 0);
// @ts-expect-error a missing argument
stats.ttest_ind([1, 2]);
