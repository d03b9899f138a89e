/** The version of this package; a test holds it to package.json. Part of every generated file's header. */
export const version = "0.1.0";
