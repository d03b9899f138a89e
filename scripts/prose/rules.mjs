// What the prose check looks for. docs/internals/glossary.md has the words to use.

/** A sentence with more words than this is two sentences. */
export const maxWords = 25;

/** Words that have a plainer or more usual equivalent: a pattern, and what to write. */
export const replacedWords = [
  [/\b(?:nobody|whoever|somebody|anybody)\b/i, "name the caller, the function or the worker"],
  [/\bg(?:ive|ives|ave|iven|iving)(?: it| them)? up\b/i, '"cancel"'],
  [/\babandon(?:s|ed|ing)?\b/i, '"cancel"'],
  [/\b(?:is|are|was|were|be|been|being|gets?) told\b/i, '"is notified", "receives"'],
  [
    /(?<!\b(?:is|are|was|were|be|been|being|gets?) )\b(?:tells|told|says|said)\b/i,
    '"reports", "states", "means", or the agent and its action',
  ],
  [/\b(?:let|lets|letting) go\b/i, '"release"'],
  [/\bfor good\b/i, '"permanently"'],
  [/\bmend(?:s|ed|ing)?\b/i, '"fix"'],
  [/\bhand(?:s|ed|ing)?(?: \w+)? over\b/i, '"pass"'],
  [/\b(?:comes? to|came to|comes? out|came out)\b/i, '"resolves to", "returns", "the result"'],
  [/\banew\b|\bmade again\b/i, '"recreated", "regenerated"'],
  [/\b(?:stands? (?:for|around)|stood for)\b/i, '"is", "represents", "wraps"'],
  [/\bkin(?:ship)?\b/i, '"cross-realm prototype", or the relation itself'],
  [/\bput(?:s|ting)? (?:off|aside)\b/i, '"defer", "detach"'],
  [/\bdraws? from\b|\bdrawing from\b/i, '"iterates over", "pulls from"'],
  [/\b(?:lent|untold)\b/i, '"borrowed", "unreported"'],
  [
    /\b(?:guilty|acquitted|suspects?|patience|farewell|excused?)\b|\blast words\b/i,
    "the term in the glossary",
  ],
  [/\b(?:hurry|accompany|accompanies|inquiry|deputy|deputies)\b/i, "the term in the glossary"],
  [/\b(?:seat|bell)s?\b/i, '"wait slot", "wake event"'],
  [/\b(?:mis)?spelt\b/i, '"spelled", "misspelled", "written"'],
  [/\bsoft builtins\b|\bopen types\b|\btake[ns]? back\b|\bkeep edits\b/i, "the term in the glossary"],
  [/\bthe one that\b/i, "the noun itself"],
  [/\bof (?:its|their|your|his) own\b(?!\s+[a-z])/i, '"its own …"'],
  [/\bas far as\b/i, "say the limit"],
  [/(?<!\bno )\bsuch\b(?! as\b)/i, '"this", "these", or the noun itself'],
  [/\bfor ever\b/i, '"forever", "permanently"'],
];
