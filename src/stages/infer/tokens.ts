/** What a printed type is made of. `text` of a string is what stands between its quotes. */
export interface Token {
  readonly kind: "name" | "number" | "text" | "bytes" | "mark";
  readonly text: string;
}

const pattern =
  /\s*(?:(?<name>[\p{XID_Start}_]\p{XID_Continue}*(?!\p{XID_Continue}|["']))|(?<number>\d[\w.]*)|(?<prefix>[A-Za-z]{0,2})(?:"""(?<long>(?:\\[\s\S]|(?!""")[\s\S])*)"""|'''(?<tall>(?:\\[\s\S]|(?!''')[\s\S])*)'''|"(?<double>(?:\\[\s\S]|[^"\\])*)"|'(?<single>(?:\\[\s\S]|[^'\\])*)')|(?<mark>->|\.\.\.|\*\*|\S))/uy;

/** Cuts a type as a checker prints it into tokens. Never fails: what is no token of the language is a mark. */
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
