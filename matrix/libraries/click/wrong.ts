import { echo, type Group, IntRange } from "#py/click";
import type { CliRunner } from "#py/click/testing";

declare const [group, runner]: [Group, CliRunner];
// @ts-expect-error a misspelt keyword
IntRange.new({ minimum: 1 });
// @ts-expect-error a misspelt keyword
echo("text", { newline: false });
// @ts-expect-error a missing argument
runner.invoke();
// @ts-expect-error a missing argument
group.add_command();
