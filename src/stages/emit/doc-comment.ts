import { markdown } from "../../docstring/markdown.ts";
import type { DocEntry } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import type { CallModel, DocModel } from "../model/model.ts";
import type { CommentPart, Tag } from "./comment.ts";

/** What Python says about a symbol, as paragraphs and tags of TSDoc, with `more` paragraphs between them. */
export function docParts(
  { text, details = {} }: DocModel,
  call: CallModel | undefined,
  more: readonly CommentPart[] = [],
): readonly CommentPart[] {
  const { returns = [], yields = [], raises = [], deprecated, example, see = [] } = details;
  return [
    text === undefined ? undefined : markdown(text),
    ...more,
    ...(call ? parameterParts({ text, details }, call) : []),
    resultTag(returns, "") ?? resultTag(yields, "Yields: "),
    ...raises.flatMap(throwsTag),
    ...(deprecated === undefined ? [] : [tag("deprecated", markdown(deprecated))]),
    ...(example === undefined ? [] : [tag("example", markdown(example))]),
    ...(see.length === 0 ? [] : [tag("see", see.map((name) => `\`${name}\``).join(", "))]),
  ];
}

/** What Python says about the parameters of a call. */
export function parameterParts({ details }: DocModel, call: CallModel): readonly CommentPart[] {
  return (details?.parameters ?? []).flatMap((entry) => parameterTag(entry, call));
}

/** The first paragraph, for what is told in full elsewhere. */
export function summary({ text }: DocModel): CommentPart {
  return text === undefined ? undefined : markdown(text.split("\n\n", 1)[0]!);
}

function parameterTag({ name = "", type, text = "" }: DocEntry, call: CallModel): readonly Tag[] {
  const place = placeOf(name, call);
  if (place === undefined) return [];
  const spelt = type === undefined || isTyped(name, type, call) ? "" : `(${markdown(type)}) `;
  const said = `${spelt}${markdown(text)}`.trim();
  return said === "" ? [] : [{ tag: "param", name: place, text: said }];
}

/** Where a parameter stands in TypeScript: by position under its name, or in the trailing object. */
function placeOf(name: string, call: CallModel): string | undefined {
  if (!/^[\p{L}_]\w*$/u.test(name)) return undefined;
  const tsName = toTsName(name, "parameter");
  const placed = [...call.positional, ...(call.keywords?.placed ?? [])];
  if (placed.some((each) => each.tsName === tsName)) return tsName;
  return name === "args" || name === "kwargs" ? name : `kwargs.${name}`;
}

/** Whether TypeScript's type says it already; the words that a docstring allows are `string` to it. */
function isTyped(name: string, spelt: string, call: CallModel): boolean {
  const tsName = toTsName(name, "parameter");
  const type =
    call.positional.find((each) => each.tsName === tsName)?.type ??
    call.keywords?.entries.find((each) => each.name === name)?.type;
  return type?.source === "docstring" ? !/['"]/.test(spelt) : type?.source !== undefined;
}

function resultTag(entries: readonly DocEntry[], lead: string): Tag | undefined {
  const said = entries.map(({ name, type, text }) => {
    const what = name ? `\`${name}\`` : text ? "" : markdown(type ?? "");
    const value = [what, text === undefined ? "" : markdown(text)].filter(Boolean);
    return value.join(" - ");
  });
  const known = said.filter(Boolean);
  if (known.length === 0) return undefined;
  return tag("returns", lead + (known.length === 1 ? known[0]! : known.map(listItem).join("\n")));
}

function throwsTag({ name = "", text }: DocEntry): readonly Tag[] {
  const said = [name === "" ? "" : `\`${name}\``, text === undefined ? "" : markdown(text)].filter(Boolean);
  return said.length === 0 ? [] : [tag("throws", said.join(" - "))];
}

function listItem(text: string): string {
  return `- ${text.replace(/\n(?=[^\n])/g, "\n  ")}`;
}

function tag(name: Tag["tag"], text: string): Tag {
  return { tag: name, text };
}
