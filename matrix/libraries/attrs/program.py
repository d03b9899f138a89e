import attr
from show import raised, show

Point = attr.make_class("Point", ["x", "y"])
point = Point(1, 2)
show("point", attr.asdict(point), attr.astuple(point), repr(point), point == Point(1, 2))
show("evolved", attr.asdict(attr.evolve(point, x=5)), attr.has(Point), [each.name for each in attr.fields(Point)])
show("missing", raised(lambda: Point(1)))
