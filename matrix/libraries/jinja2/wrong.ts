import { DictLoader, Environment } from "#py/jinja2";

declare const environment: Environment;
// @ts-expect-error a misspelt keyword
Environment.new({ auto_escape: true });
// @ts-expect-error a missing argument
environment.get_template();
// @ts-expect-error a wrong type
DictLoader.new(5);
