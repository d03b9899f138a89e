import { Arrow, type Arrow as Moment } from "#py/arrow";

declare const when: Moment;
// @ts-expect-error a missing argument
Arrow.range("day");
// @ts-expect-error a misspelt keyword
when.humanize(null, { local: "fr" });
// @ts-expect-error a wrong type
when.is_between(when, when, 5);
// @ts-expect-error a method that is not there
when.toISOString();
