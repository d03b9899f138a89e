/**
 * Inline reStructuredText as Markdown: literals, roles, links, footnotes. What is Markdown already stays, and so does what
 * is neither. Pure text: making it harmless in a comment or on a terminal is its printer's business.
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
    // `\ ` joins what stands around it.
    return groups.joint === undefined ? match : "";
  });
}

/** The first that fits wins; a code span of Markdown is one of reStructuredText's default role. */
const token = new RegExp(
  [
    /``(?<literal>[^`\n](?:[^`]|`(?!`))*?)``/,
    /:(?<role>[a-zA-Z][\w+.:-]*):`(?<roleText>[^`]+)`/,
    /`(?<reference>[^`]+)`__?(?!\w)/,
    /`(?<plain>[^`]+)`/,
    /(?<!\])\[(?<footnote>#?\w+)\]_(?!\w)/,
    // Markdown would take these for emphasis.
    /(?<![\w*`\\])(?<word>\*{1,2}(?:args|kwargs|kwds|keywords)|__\w+__)(?![\w*`])/,
    /(?<joint>\\ )/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

const codeRoles = new Set(
  "any attr attribute class code command const data dec enum envvar exc file func kbd keyword literal meth method mod obj option paramref property samp type var".split(
    " ",
  ),
);

/** `:class:`~pandas.DataFrame``; a domain (`py:`) says nothing more. */
function role(name: string, text: string): string {
  const last = name.slice(name.lastIndexOf(":") + 1);
  const [, title = text, target] = /^([\s\S]*\S)\s*<([^<>]+)>$/.exec(text) ?? [];
  if (last === "math") return codeSpan(text);
  if (last === "pep" && /^\d+$/.test(text))
    return `[PEP ${text}](https://peps.python.org/pep-${text.padStart(4, "0")}/)`;
  if (codeRoles.has(last)) return codeSpan(target === undefined ? shortName(title) : title);
  return title;
}

/** `` `title <address>`_ ``; a reference to somewhere in the library's own pages is only its title. */
function link(text: string): string {
  const [, title, target] = /^([\s\S]*?)\s*<([^<>\s]+)>$/.exec(text) ?? [];
  if (target === undefined) return text;
  if (!/^https?:/.test(target)) return title || target;
  return title ? `[${title.replace(/\s+/g, " ")}](${target})` : `<${target}>`;
}

/** `~a.b.C` is shown as `C`, `!x` as `x`. */
function shortName(text: string): string {
  const name = text.replace(/^!(?=\w)/, "");
  return /^~[\w.]+(\(\))?$/.test(name) ? name.slice(Math.max(name.lastIndexOf("."), 0) + 1) : name;
}

function codeSpan(text: string): string {
  const mark = text.includes("`") ? "``" : "`";
  return `${mark}${text}${mark}`;
}
