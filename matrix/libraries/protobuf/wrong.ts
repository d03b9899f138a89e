import { duration_pb2, json_format } from "#py/google/protobuf";

// @ts-expect-error a misspelt keyword
duration_pb2.Duration.new({ second: 5 });
// @ts-expect-error a missing argument
json_format.Parse("{}");
// @ts-expect-error a wrong type
duration_pb2.Duration.new({ seconds: ["90"] });
