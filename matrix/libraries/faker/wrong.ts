import type { Faker } from "#py/faker";

declare const fake: Faker;
// @ts-expect-error a misspelt keyword
fake.pyint({ minimum: 1 });
// @ts-expect-error a wrong type
fake.sentence("four");

// @ts-expect-error a method that is not there
fake.firstName();
