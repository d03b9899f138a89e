import { kw, type PyObject, symbol } from "snakebridge/runtime";
import { Exception, issubclass } from "#py/builtins";
import {
  any_pb2,
  duration_pb2,
  field_mask_pb2,
  json_format,
  struct_pb2,
  text_format,
  timestamp_pb2,
} from "#py/google/protobuf";
import { FieldDescriptorProto, FileDescriptorProto } from "#py/google/protobuf/descriptor_pb2";
import { DecodeError } from "#py/google/protobuf/message";
import { raised, show } from "../show.ts";

const { Duration } = duration_pb2;
const duration = await Duration.new({ seconds: 90, nanos: 5 });
show("wire", await duration.SerializeToString(), await duration.ByteSize(), await duration.seconds);
const again = await Duration.FromString(await duration.SerializeToString());
show("same", await again.$eq(duration), await again.ToMicroseconds(), await again.ToJsonString());
await again.Clear();
show("cleared", await again.seconds, await again.ListFields());

const struct = await struct_pb2.Struct.new();
await struct.update({ name: "Ada", tags: ["a", 1.5, null], ok: true });
show(
  "struct",
  await struct.$item("name"),
  await struct.$item("tags").$len(),
  Object.keys(await json_format.MessageToDict(struct)).sort(),
);
show("json", await json_format.MessageToJson(struct, { indent: null, sort_keys: true }));
const parsed = await timestamp_pb2.Timestamp.new();
await json_format.Parse('"2020-01-02T03:04:05Z"', parsed);
show("parsed", await parsed.seconds, await text_format.MessageToString(parsed, { as_one_line: true }));

const packed = await any_pb2.Any.new();
await packed.Pack(duration);
const inside = await Duration.new();
show(
  "any",
  await packed.type_url,
  await packed.Is(Duration.DESCRIPTOR),
  await packed.Unpack(inside),
  await inside.nanos,
);
const mask = await field_mask_pb2.FieldMask.new({ paths: ["a.b", "c"] });
const paths: unknown[] = [];
for await (const path of mask.paths) paths.push(path);
show("mask", paths, await mask.ToJsonString());
const file = await FileDescriptorProto.new({ name: "x.proto" });
const message = file.message_type.add({ name: "Point" });
await message
  .$attr("field")
  .$invoke("add", kw({ name: "x", number: 1, type: symbol(FieldDescriptorProto).$attr("TYPE_INT32") }));
show(
  "built",
  await file.$str(),
  await file.message_type.$item(0).$attr("field").$item(0).$attr("name"),
  await file.HasField("package"),
);
const names: unknown[] = [];
for await (const field of Duration.DESCRIPTOR.$attr("fields"))
  names.push(await (field as PyObject).$attr("name"));
show("names", names);
show(
  "wrong",
  (await raised(() => Duration.FromString(Uint8Array.of(255)))).split(":")[0],
  await issubclass(DecodeError, Exception),
);
// @ts-expect-error a misspelt keyword
show("no field", await raised(() => Duration.new({ hours: 1 })));
