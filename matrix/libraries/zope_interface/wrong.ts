import { directlyProvides } from "#py/zope/interface";
import type { Components } from "#py/zope/interface/registry";
import { verifyClass } from "#py/zope/interface/verify";

declare const parts: Components;
// @ts-expect-error a missing argument
directlyProvides();
// @ts-expect-error a misspelt keyword
parts.registerUtility(5, 6, { nam: "ada" });
// @ts-expect-error a missing argument
verifyClass(5);
