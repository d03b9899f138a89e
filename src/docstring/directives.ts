import { inlineMarkdown } from "./inline-markup.ts";

/**
 * Converts one directive (`.. note::`) to Markdown. Returns `undefined` for directives that hold nothing for a reader
 * here: images, plots, settings of Sphinx.
 *
 * @param inner converts the lines of a directive that holds text to Markdown
 * @param fence wraps lines in a code fence, unchanged
 */
export function directive(
  name: string,
  argument: string,
  body: readonly string[],
  inner: (lines: readonly string[]) => string,
  fence: (lines: readonly string[], language?: string) => string,
): string | undefined {
  const content = withoutOptions(body);
  const kind = name.slice(name.lastIndexOf(":") + 1).toLowerCase();
  if (codes.has(kind)) {
    // A formula may begin on the line of its directive.
    const code = kind === "math" && argument !== "" ? [argument, ...content] : content;
    return code.length === 0 ? undefined : fence(code, language(kind, argument));
  }
  const version = versions[kind];
  if (version !== undefined) {
    const text = inner(content);
    return `*${version} ${argument}${text === "" ? "." : ":"}*${text === "" ? "" : ` ${text}`}`;
  }
  const title = admonitions[kind];
  if (title !== undefined) {
    const titleText = kind === "admonition" ? argument : title;
    const text = inner(kind === "admonition" ? content : [argument, ...content]);
    return `**${inlineMarkdown(titleText)}:** ${text}`.trimEnd();
  }
  return kind in transparent ? inner(content) || undefined : undefined;
}

const codes: ReadonlySet<string> = new Set(
  "code code-block sourcecode ipython ipython3 doctest testcode testoutput math parsed-literal prompt console productionlist".split(
    " ",
  ),
);

const versions: Readonly<Record<string, string | undefined>> = {
  __proto__: null as never,
  versionadded: "Added in version",
  versionchanged: "Changed in version",
  versionremoved: "Removed in version",
  deprecated: "Deprecated since",
};

const admonitions: Readonly<Record<string, string | undefined>> = {
  __proto__: null as never,
  admonition: "",
  attention: "Attention",
  caution: "Caution",
  danger: "Danger",
  error: "Error",
  hint: "Hint",
  important: "Important",
  note: "Note",
  rubric: "",
  seealso: "See also",
  tip: "Tip",
  todo: "To do",
  warning: "Warning",
};

/** Containers whose content is ordinary text. */
const transparent: Readonly<Record<string, true>> = {
  __proto__: null as never,
  class: true,
  container: true,
  epigraph: true,
  highlights: true,
  hlist: true,
  only: true,
  topic: true,
};

function language(kind: string, argument: string): string {
  if (kind === "math") return "latex";
  if (kind === "console" || kind === "prompt") return "sh";
  if (/^(ipython3?|doctest|testcode)$/.test(kind)) return "python";
  return /^[\w+#-]+$/.test(argument) ? argument : "";
}

/** Drops the options at the start of a directive, such as `:linenos:`. */
function withoutOptions(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => !/^\s*:[\w-]+:(\s|$)/.test(line));
  return start === -1 ? [] : lines.slice(start);
}
