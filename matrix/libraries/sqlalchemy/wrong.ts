import { create_engine, type Engine, insert, String as Text } from "#py/sqlalchemy";
import { Session } from "#py/sqlalchemy/orm";

declare const engine: Engine;
// @ts-expect-error a missing argument
create_engine();
// @ts-expect-error a misspelt keyword
Text.new({ len: 30 });
// @ts-expect-error a wrong type
Session.new(engine, { autoflush: "yes" });
// @ts-expect-error a missing argument
insert();
