/** The version of this package, part of every generated header. A test keeps it equal to package.json. */
export const version = "0.1.0";
