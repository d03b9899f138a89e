/**
 * Converts inline reStructuredText to Markdown: literals, roles, links, footnotes. Text that is already Markdown, and
 * text that is neither, is unchanged. Printers escape the result for a comment or a terminal.
 */
export function inlineMarkdown(text: string): string {
  return text.replace(token, (match: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (groups.literal !== undefined) return codeSpan(groups.literal);
    if (groups.roleText !== undefined) return role(groups.role!, groups.roleText);
    if (groups.reference !== undefined) return link(groups.reference);
    if (groups.plain !== undefined) return codeSpan(shortName(groups.plain));
    if (groups.footnote !== undefined) return `[${groups.footnote}]`;
    if (groups.word !== undefined) return codeSpan(groups.word);
    // `\ ` joins the text on both sides.
    return groups.joint === undefined ? match : "";
  });
}

/** Alternatives in order of priority. A Markdown code span is the default role of reStructuredText. */
const token = new RegExp(
  [
    /``(?<literal>[^`\n](?:[^`]|`(?!`))*?)``/,
    /:(?<role>[a-zA-Z][\w+.:-]*):`(?<roleText>[^`]+)`/,
    /`(?<reference>[^`]+)`__?(?!\w)/,
    /`(?<plain>[^`]+)`/,
    /(?<!\])\[(?<footnote>#?\w+)\]_(?!\w)/,
    // Markdown would read these as emphasis.
    /(?<![\w*`\\])(?<word>\*{1,2}(?:args|kwargs|kwds|keywords)|__\w+__)(?![\w*`])/,
    /(?<joint>\\ )/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

const codeRoles = new Set(
  ["any attr attribute class code command const data dec enum envvar exc file func kbd keyword literal"]
    .concat("meth method mod obj option paramref property samp type var")
    .flatMap((names) => names.split(" ")),
);

/** Converts `:class:`~pandas.DataFrame``. The domain (`py:`) is dropped. */
function role(name: string, text: string): string {
  const last = name.slice(name.lastIndexOf(":") + 1);
  const [, title = text, target] = /^([\s\S]*\S)\s*<([^<>]+)>$/.exec(text) ?? [];
  if (last === "math") return codeSpan(text);
  if (last === "pep" && /^\d+$/.test(text))
    return `[PEP ${text}](https://peps.python.org/pep-${text.padStart(4, "0")}/)`;
  if (codeRoles.has(last)) return codeSpan(target === undefined ? shortName(title) : title);
  return title;
}

/**
 * Converts `` `title <address>`_ ``. A reference to another page of the library's documentation becomes its title.
 */
function link(text: string): string {
  const [, title, target] = /^([\s\S]*?)\s*<([^<>\s]+)>$/.exec(text) ?? [];
  if (target === undefined) return text;
  if (!/^https?:/.test(target)) return title || target;
  return title ? `[${title.replace(/\s+/g, " ")}](${target})` : `<${target}>`;
}

/** Shortens `~a.b.C` to `C`, and `!x` to `x`. */
function shortName(text: string): string {
  const name = text.replace(/^!(?=\w)/, "");
  return /^~[\w.]+(\(\))?$/.test(name) ? name.slice(Math.max(name.lastIndexOf("."), 0) + 1) : name;
}

function codeSpan(text: string): string {
  const mark = text.includes("`") ? "``" : "`";
  return `${mark}${text}${mark}`;
}
