import { intcomma, naturalsize } from "#py/humanize";

// @ts-expect-error a misspelt keyword
naturalsize(2048, { binari: true });
// @ts-expect-error a missing argument
intcomma();
// @ts-expect-error a wrong type
naturalsize(2048, { binary: "yes" });
