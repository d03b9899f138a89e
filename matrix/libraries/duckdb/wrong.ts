import { connect, type DuckDBPyConnection } from "#py/duckdb";

declare const connection: DuckDBPyConnection;
// @ts-expect-error a misspelt keyword
connect({ databse: ":memory:" });
// @ts-expect-error a missing argument
connection.table();
// @ts-expect-error a wrong type
connection.execute(5);
