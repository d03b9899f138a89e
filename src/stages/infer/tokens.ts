/** A token of a printed type. The `text` of a string is the part between its quotes. */
export interface Token {
  readonly kind: "name" | "number" | "text" | "bytes" | "mark";
  readonly text: string;
}

const pattern =
  /\s*(?:(?<name>[\p{XID_Start}_]\p{XID_Continue}*(?!\p{XID_Continue}|["']))|(?<number>\d[\w.]*)|(?<prefix>[A-Za-z]{0,2})(?:"""(?<long>(?:\\[\s\S]|(?!""")[\s\S])*)"""|'''(?<tall>(?:\\[\s\S]|(?!''')[\s\S])*)'''|"(?<double>(?:\\[\s\S]|[^"\\])*)"|'(?<single>(?:\\[\s\S]|[^'\\])*)')|(?<mark>->|\.\.\.|\*\*|\S))/uy;

/** Splits a printed type into tokens. Never fails: any character outside the language becomes a mark. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const groups = pattern.exec(text)!.groups!;
    const { name, number, prefix = "", mark } = groups;
    if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
    else {
      const content = groups.long ?? groups.tall ?? groups.double ?? groups.single ?? "";
      tokens.push({ kind: /b/i.test(prefix) ? "bytes" : "text", text: content });
    }
  }
  return tokens;
}
