import { findall, type Match, split, sub } from "#py/regex";

declare const match: Match;
// @ts-expect-error a missing argument
findall("a");
// @ts-expect-error a missing argument
sub("a", "b");
// @ts-expect-error a missing argument
split(",");
// @ts-expect-error a method that is not there
match.group_dict();
