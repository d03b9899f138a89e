import { CharField, SqliteDatabase } from "#py/peewee";

declare const database: SqliteDatabase;
// @ts-expect-error a missing argument
SqliteDatabase.new();
// @ts-expect-error a missing argument
database.create_tables();
// @ts-expect-error a method that is not there
CharField.create();
