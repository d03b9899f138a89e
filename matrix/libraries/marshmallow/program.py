from marshmallow import Schema, ValidationError, fields
from show import raised, show

User = Schema.from_dict({"name": fields.Str(required=True), "age": fields.Int(load_default=18)})
schema = User()
show("loaded", schema.load({"name": "Ada", "age": "36"}), schema.load({"name": "Bo"}))
show("dumped", schema.dump({"name": "Cy", "age": 7}), schema.validate({"age": "x"}))
show("wrong", raised(lambda: schema.load({})), issubclass(ValidationError, ValueError))
