from google.protobuf import any_pb2, duration_pb2, field_mask_pb2, json_format, struct_pb2, text_format, timestamp_pb2
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto
from google.protobuf.message import DecodeError
from show import raised, show

duration = duration_pb2.Duration(seconds=90, nanos=5)
show("wire", duration.SerializeToString(), duration.ByteSize(), duration.seconds)
again = duration_pb2.Duration.FromString(duration.SerializeToString())
show("same", again == duration, again.ToMicroseconds(), again.ToJsonString())
again.Clear()
show("cleared", again.seconds, again.ListFields())

struct = struct_pb2.Struct()
struct.update({"name": "Ada", "tags": ["a", 1.5, None], "ok": True})
show("struct", struct["name"], len(struct["tags"]), sorted(json_format.MessageToDict(struct)))
show("json", json_format.MessageToJson(struct, indent=None, sort_keys=True))
parsed = json_format.Parse('"2020-01-02T03:04:05Z"', timestamp_pb2.Timestamp())
show("parsed", parsed.seconds, text_format.MessageToString(parsed, as_one_line=True))

packed = any_pb2.Any()
packed.Pack(duration)
inside = duration_pb2.Duration()
show("any", packed.type_url, packed.Is(duration_pb2.Duration.DESCRIPTOR), packed.Unpack(inside), inside.nanos)
mask = field_mask_pb2.FieldMask(paths=["a.b", "c"])
show("mask", list(mask.paths), mask.ToJsonString())
file = FileDescriptorProto(name="x.proto")
message = file.message_type.add(name="Point")
message.field.add(name="x", number=1, type=FieldDescriptorProto.TYPE_INT32)
show("built", str(file), file.message_type[0].field[0].name, file.HasField("package"))
show("names", [field.name for field in duration_pb2.Duration.DESCRIPTOR.fields])
show("wrong", raised(lambda: duration_pb2.Duration.FromString(b"\xff")).split(":")[0], issubclass(DecodeError, Exception))
show("no field", raised(lambda: duration_pb2.Duration(hours=1)))
