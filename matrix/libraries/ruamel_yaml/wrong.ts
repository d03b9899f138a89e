import { YAML } from "#py/ruamel/yaml";

declare const yaml: YAML;
// @ts-expect-error a misspelt keyword
YAML.new({ type: "safe" });
// @ts-expect-error a missing argument
yaml.load();
// @ts-expect-error a method that is not there
yaml.parse_all_of("a: 1");
