/** Python's keywords, which cannot name modules or attributes in an import. */
const keywords = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global
   if import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** Whether `text` is one Python name. */
function isPythonIdentifier(text: string): boolean {
  return identifier.test(text) && !keywords.has(text);
}

/** Whether `text` can follow `import`, e.g. `numpy` or `google.protobuf`. */
export function isImportName(text: string): boolean {
  return text.split(".").every(isPythonIdentifier);
}

/** Whether `text` is the name of a distribution or of an extra (PEP 508). */
export function isDistributionName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(text);
}

/** Normalizes a distribution's name for comparison (PEP 503): `Flask_Cors` → `flask-cors`. */
export function normalizeDistribution(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
