/** A JSON Schema, as far as `z.toJSONSchema` and `facts_schema.py` use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

/** A schema with the definitions that its references name. */
export interface Document {
  readonly schema: Schema;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/**
 * Compares the fields, their optionality and the literals of two schemas. Ranges and patterns do not count. Returns one
 * line for each difference, with its path.
 */
export function schemaDifferences(left: Document, right: Document): string[] {
  const differences: string[] = [];
  const compared = new Set<string>();

  function compare(one: Schema, other: Schema, path: string): void {
    const pair = JSON.stringify([one, other]);
    // Types contain types: a pair that is being compared is the same.
    if (compared.has(pair)) return;
    compared.add(pair);
    const ones = membersOf(one, left);
    const others = membersOf(other, right);
    for (const key of new Set([...ones.keys(), ...others.keys()])) {
      const [member, same] = [ones.get(key), others.get(key)];
      if (member === undefined) differences.push(`${path}: ${key} only on the right`);
      else if (same === undefined) differences.push(`${path}: ${key} only on the left`);
      else compareMembers(member, same, ones.size > 1 ? `${path}<${key}>` : path);
    }
  }

  function compareMembers(one: Schema, other: Schema, path: string): void {
    if (one.items && other.items) compare(one.items, other.items, `${path}[]`);
    if (!one.properties || !other.properties) return;
    if (one.additionalProperties !== other.additionalProperties)
      differences.push(`${path}: only one side allows further fields`);
    for (const name of new Set([...Object.keys(one.properties), ...Object.keys(other.properties)])) {
      const [field, same] = [one.properties[name], other.properties[name]];
      if (field === undefined) differences.push(`${path}.${name}: only on the right`);
      else if (same === undefined) differences.push(`${path}.${name}: only on the left`);
      else {
        if (isRequired(one, name) !== isRequired(other, name))
          differences.push(`${path}.${name}: required on one side only`);
        compare(field, same, `${path}.${name}`);
      }
    }
  }

  compare(left.schema, right.schema, "$");
  return differences;
}

/** The alternatives of a schema, each under a key that the same alternative has in the other schema. */
function membersOf(schema: Schema, document: Document): Map<string, Schema> {
  const { $ref, anyOf, oneOf } = schema;
  if ($ref !== undefined) return membersOf(document.definitions[$ref.slice("#/$defs/".length)]!, document);
  const alternatives = anyOf ?? oneOf;
  if (alternatives !== undefined)
    return new Map(alternatives.flatMap((each) => [...membersOf(each, document)]));
  const literals = schema.enum ?? ("const" in schema ? [schema.const] : undefined);
  if (literals !== undefined) return new Map(literals.map((value) => [JSON.stringify(value), schema]));
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return new Map(types.map((type) => [keyOf(type, schema, document), schema]));
}

function isRequired(schema: Schema, name: string): boolean {
  return schema.required?.includes(name) === true;
}

function keyOf(type: string, { properties, required }: Schema, document: Document): string {
  if (type === "integer") return "number";
  if (properties === undefined) return type;
  const { kind } = properties;
  const kinds = kind === undefined ? [] : [...membersOf(kind, document).keys()];
  // Alternatives that are objects differ in their `kind`, or in their first required field.
  return kinds.length === 1 ? `kind ${kinds[0]}` : `object of ${required?.[0]}`;
}
