from show import raised, show
from zope.interface import Interface, classImplements, directlyProvides, implementedBy, implementer, providedBy
from zope.interface.adapter import AdapterRegistry
from zope.interface.exceptions import BrokenImplementation
from zope.interface.interface import InterfaceClass
from zope.interface.registry import Components
from zope.interface.verify import verifyClass

IGreeter = InterfaceClass("IGreeter", (Interface,), {}, __module__="shop")
ILoud = InterfaceClass("ILoud", (IGreeter,), {}, __module__="shop")


class Greeter:
    def __init__(self, name="?"):
        self.name = name


implementer(IGreeter)(Greeter)
greeter = Greeter("Ada")
show("implements", IGreeter.implementedBy(Greeter), IGreeter.providedBy(greeter), ILoud.providedBy(greeter))
show("extends", ILoud.extends(IGreeter), ILoud.isOrExtends(Interface), IGreeter.getName(), repr(IGreeter))
directlyProvides(greeter, ILoud)
show("directly", ILoud.providedBy(greeter), [each.getName() for each in providedBy(greeter)])
classImplements(Greeter, ILoud)
show("class", [each.getName() for each in implementedBy(Greeter)], verifyClass(IGreeter, Greeter))
registry = AdapterRegistry()
registry.register([IGreeter], ILoud, "", "adapter")
show("registry", registry.lookup([IGreeter], ILoud), registry.lookup1(Interface, ILoud, default="none"))
parts = Components("parts")
parts.registerUtility(greeter, IGreeter, name="ada")
show("utility", parts.getUtility(IGreeter, "ada").name, parts.queryUtility(IGreeter, "bo"))
show("missing", raised(lambda: parts.getUtility(IGreeter, "bo")).split(":")[0])
show("not an interface", raised(lambda: implementer(5)(Greeter)))
show("adapt", raised(lambda: IGreeter(5)).split(":")[0], IGreeter(greeter) is greeter, issubclass(BrokenImplementation, Exception))
