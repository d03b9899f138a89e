// What the functions of modules are told to take and to give, as the model that is printed has it.

/**
 * Typed is what says something: not `unknown`, and for a parameter a source that knows it. A result is wholly typed when that of the
 * call and of each of its overloads is.
 */
export function countTypes(functions) {
  const share = (test) => functions.filter(test).length;
  return {
    functions: functions.length,
    wholly: share(({ call }) => [call, ...call.overloads].every(givesType)),
    returns: share(({ call }) => [call, ...call.overloads].some(givesType)),
    parameters: share(({ call }) => typedParameters(call).every(({ type }) => type.source !== undefined)),
    overloads: share(({ call }) => call.overloads.length > 0),
    tiers: tally(functions.map(({ call }) => call.tier)),
  };
}

/** Why functions have no result, and parameters no type, the most frequent reason first. */
export function reasonsOf(functions) {
  return {
    returns: ranked(
      functions.flatMap((each) => (givesType(each.call) ? [] : [why(each, each.facts.signature)])),
    ),
    parameters: ranked(functions.flatMap(reasonsOfParameters)),
  };
}

function reasonsOfParameters(each) {
  const { signature } = each.facts;
  return typedParameters(each.call)
    .filter(({ type }) => type.source === undefined)
    .map(({ name }) => {
      const facts = signature.parameters.find((one) => one.name === name);
      const told = each.facts.details?.parameters?.find((one) => one.name === name);
      if (facts?.type) return [`not in the table: ${shortly(facts.type)}`, `${each.key}(${name})`];
      if (facts?.documented)
        return [`not in the table: ${shortly(facts.documented)}`, `${each.key}(${name})`];
      const source = told?.type ? `docstring: ${told.type.slice(0, 60)}` : "nobody says";
      return [`${signature.tier}, ${source}`, `${each.key}(${name})`];
    });
}

function why({ key, facts }, signature) {
  for (const source of ["returns", "inferred", "documented"])
    if (signature[source]) return [`not in the table: ${shortly(signature[source])}`, key];
  const told = facts.details?.returns ?? [];
  const source =
    told.length === 0
      ? "nobody says"
      : `docstring: ${told
          .map(({ type, name }) => type ?? name)
          .join(" / ")
          .slice(0, 60)}`;
  return [`${signature.tier}, ${source}`, key];
}

function givesType({ returns }) {
  return (
    returns.source !== undefined && !(returns.type.kind === "keyword" && returns.type.name === "unknown")
  );
}

function typedParameters(call) {
  return [
    ...call.positional.map(({ keyword, tsName, type }) => ({ name: keyword ?? tsName, type })),
    ...((call.keywords ?? call.restKeywords)?.entries ?? []),
  ];
}

function shortly(facts) {
  const text = facts.name ?? (facts.members ?? []).map(shortly).join(" | ");
  return `${facts.kind}${text && ` ${text.slice(0, 80)}`}`;
}

function ranked(reasons) {
  const groups = new Map();
  for (const [reason, where] of reasons) groups.set(reason, [...(groups.get(reason) ?? []), where]);
  return [...groups].sort(([, left], [, right]) => right.length - left.length);
}

function tally(values) {
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
