/** Addresses of libraries' pages that can stand anywhere as they are. */
export const pageAddress: RegExp = /^https:\/\/[\w.~/%#-]+$/;
