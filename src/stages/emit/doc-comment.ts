import { markdown } from "../../docstring/markdown.ts";
import type { DocEntry } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import type { CallModel, DocModel } from "../model/model.ts";
import type { CommentPart, Tag } from "./comment.ts";

/** Converts the documentation of a symbol to TSDoc paragraphs and tags, with `more` paragraphs between them. */
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

/** Converts the documentation of a call's parameters. */
export function parameterParts({ details }: DocModel, call: CallModel): readonly CommentPart[] {
  return (details?.parameters ?? []).flatMap((entry) => parameterTag(entry, call));
}

/** Returns the first paragraph, for declarations that are fully documented in another place. */
export function summary({ text }: DocModel): CommentPart {
  return text === undefined ? undefined : markdown(text.split("\n\n", 1)[0]!);
}

function parameterTag({ name = "", type, text = "" }: DocEntry, call: CallModel): readonly Tag[] {
  const path = parameterPath(name, call);
  if (path === undefined) return [];
  const typeNote = type === undefined || isTyped(name, type, call) ? "" : `(${markdown(type)}) `;
  const description = `${typeNote}${markdown(text)}`.trim();
  return description === "" ? [] : [{ tag: "param", name: path, text: description }];
}

/** Returns the TypeScript path of a parameter: its own name, or a property of the trailing object. */
function parameterPath(name: string, call: CallModel): string | undefined {
  if (!/^[\p{L}_]\w*$/u.test(name)) return undefined;
  const tsName = toTsName(name, "parameter");
  const placed = [...call.positional, ...(call.keywords?.placed ?? [])];
  if (placed.some((each) => each.tsName === tsName)) return tsName;
  return name === "args" || name === "kwargs" ? name : `kwargs.${name}`;
}

/**
 * Whether the TypeScript type already has the information. Literal values from a docstring become `string`, so they
 * are kept.
 */
function isTyped(name: string, documentedType: string, call: CallModel): boolean {
  const tsName = toTsName(name, "parameter");
  const type =
    call.positional.find((each) => each.tsName === tsName)?.type ??
    call.keywords?.entries.find((each) => each.name === name)?.type;
  return type?.source === "docstring" ? !/['"]/.test(documentedType) : type?.source !== undefined;
}

function resultTag(entries: readonly DocEntry[], prefix: string): Tag | undefined {
  const texts = entries.map(({ name, type, text }) => {
    const subject = name ? `\`${name}\`` : text ? "" : markdown(type ?? "");
    const parts = [subject, text === undefined ? "" : markdown(text)].filter(Boolean);
    return parts.join(" - ");
  });
  const nonEmpty = texts.filter(Boolean);
  if (nonEmpty.length === 0) return undefined;
  return tag("returns", prefix + (nonEmpty.length === 1 ? nonEmpty[0]! : nonEmpty.map(listItem).join("\n")));
}

function throwsTag({ name = "", text }: DocEntry): readonly Tag[] {
  const parts = [name === "" ? "" : `\`${name}\``, text === undefined ? "" : markdown(text)].filter(Boolean);
  return parts.length === 0 ? [] : [tag("throws", parts.join(" - "))];
}

function listItem(text: string): string {
  return `- ${text.replace(/\n(?=[^\n])/g, "\n  ")}`;
}

function tag(name: Tag["tag"], text: string): Tag {
  return { tag: name, text };
}
