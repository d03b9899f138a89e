import { kw, type PyObject, signature, subclass } from "snakebridge/runtime";
import { Factory, Faker } from "#py/faker";
import { BaseProvider } from "#py/faker/providers";
import { raised, show } from "../show.ts";

const fake = await Faker.new("en_US");
await Faker.seed(4321);
show(
  "people",
  await fake.name(),
  await fake.first_name_female(),
  await fake.email({ safe: true }),
  await fake.job(),
);
show(
  "numbers",
  await fake.pyint({ min_value: 1, max_value: 6 }),
  await fake.random_element(["a", "b", "c"]),
  await fake.random_int(1, 9, { step: 2 }),
);
show(
  "dates",
  (await fake.date_of_birth({ minimum_age: 20, maximum_age: 21 })) !== null,
  (await fake.date({ pattern: "%Y" })) > "1900",
);
await fake.seed_instance(7);
show(
  "texts",
  await fake.words({ nb: 3, unique: true }),
  await fake.sentence({ nb_words: 4, variable_nb_words: false }),
  await fake.numerify("##-%%"),
);
show(
  "profile",
  Object.keys(await fake.simple_profile()).sort(),
  await fake.boolean({ chance_of_getting_true: 100 }),
  await fake.hex_color(),
);
show(
  "formatted",
  Number(await fake.$invoke("format", "random_digit")) < 10,
  String(await fake.$invoke("parse", "{{first_name}}!")).endsWith("!"),
);

const Fruit = await subclass("Fruit", [BaseProvider], {
  fruit: signature(
    "(self, ripe=True)",
    async (self: PyObject, ripe: boolean) =>
      `${ripe ? "ripe " : ""}${await self.$invoke("random_element", ["pear"])}`,
  ),
});
await fake.$invoke("add_provider", Fruit);
show("provider", await fake.$invoke("fruit"), await fake.$invoke("fruit", kw({ ripe: false })));
const several = await Faker.new(["de_DE", "ja_JP"]);
show(
  "locales",
  await several.locales,
  await several.factories.$len(),
  await several.$item("de_DE").$attr("locales"),
);
await several.$item("de_DE").$invoke("seed_instance", 1);
show("german", await several.$item("de_DE").$invoke("city"));
const generator = await Factory.create("fr_FR");
await generator.seed_instance(3);
show("french", await generator.$invoke("last_name"));
const digits = new Set<unknown>();
for (let at = 0; at < 10; at++) digits.add(await fake.unique.$invoke("random_digit"));
show("unique", digits.size, (await raised(() => fake.unique.$invoke("random_digit"))).split(":")[0]);
show("wrong", await raised(() => Faker.new("xx_XX")), await raised(() => fake.$invoke("zork")));
