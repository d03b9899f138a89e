import { Markdown, markdown } from "#py/markdown";

// @ts-expect-error a missing argument
markdown();
// @ts-expect-error a wrong type
markdown(42);
// @ts-expect-error a missing argument
Markdown.new().convert();
