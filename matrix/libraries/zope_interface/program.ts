import { kw, type PyObject, subclass, tuple } from "snakebridge/runtime";
import { Exception, issubclass } from "#py/builtins";
import {
  classImplements,
  directlyProvides,
  Interface,
  implementedBy,
  implementer,
  providedBy,
} from "#py/zope/interface";
import { AdapterRegistry } from "#py/zope/interface/adapter";
import { BrokenImplementation } from "#py/zope/interface/exceptions";
import { InterfaceClass } from "#py/zope/interface/interface";
import { Components } from "#py/zope/interface/registry";
import { verifyClass } from "#py/zope/interface/verify";
import { raised, show } from "../show.ts";

const within = kw({ __module__: "shop" });
const IGreeter = await InterfaceClass.new("IGreeter", tuple(Interface), new Map(), within);
const ILoud = await InterfaceClass.new("ILoud", tuple(IGreeter), new Map(), within);
const Greeter = await subclass("Greeter", [], {
  __init__: (self: PyObject, name: string) => self.$set("name", name),
});

await implementer.new(IGreeter).$call(Greeter);
const greeter = await Greeter.$call("Ada");
show(
  "implements",
  await IGreeter.implementedBy(Greeter),
  await IGreeter.providedBy(greeter),
  await ILoud.providedBy(greeter),
);
show(
  "extends",
  await ILoud.extends(IGreeter),
  await ILoud.isOrExtends(Interface),
  await IGreeter.getName(),
  await IGreeter.$repr(),
);
await directlyProvides(greeter, ILoud);
async function namesOf(interfaces: AsyncIterable<unknown>): Promise<unknown[]> {
  const names: unknown[] = [];
  for await (const each of interfaces) names.push(await (each as PyObject).$invoke("getName"));
  return names;
}
show("directly", await ILoud.providedBy(greeter), await namesOf(providedBy(greeter)));
await classImplements(Greeter, ILoud);
show("class", await namesOf(implementedBy(Greeter)), await verifyClass(IGreeter, Greeter));
const registry = await AdapterRegistry.new();
await registry.register([IGreeter], ILoud, "", "adapter");
show(
  "registry",
  await registry.$invoke("lookup", [IGreeter], ILoud),
  await registry.$invoke("lookup1", Interface, ILoud, kw({ default: "none" })),
);
const parts = await Components.new("parts");
await parts.registerUtility(greeter, IGreeter, { name: "ada" });
show(
  "utility",
  await parts.getUtility(IGreeter, "ada").$attr("name"),
  await parts.queryUtility(IGreeter, "bo"),
);
show("missing", (await raised(() => parts.getUtility(IGreeter, "bo"))).split(":")[0]);
show("not an interface", await raised(() => implementer.new(5).$call(Greeter)));
show(
  "adapt",
  (await raised(() => IGreeter.$call(5))).split(":")[0],
  await IGreeter.$call(greeter).$is(greeter),
  await issubclass(BrokenImplementation, Exception),
);
