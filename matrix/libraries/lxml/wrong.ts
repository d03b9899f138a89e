import { FunctionNamespace, SubElement, tostring } from "#py/lxml/etree";

// @ts-expect-error a missing argument
SubElement("parent");
// @ts-expect-error a misspelt keyword
tostring("element", { pretty: true });
// @ts-expect-error a missing argument
FunctionNamespace();
