import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { afterAll, beforeEach, expect, test } from "vitest";
import { call } from "../../src/runtime/index.ts";
import { tracing } from "../../src/runtime/opentelemetry.ts";
import { openPool } from "./support/pools.ts";

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
afterAll(() => provider.shutdown());
beforeEach(() => exporter.reset());

function spans(): ReturnType<typeof exporter.getFinishedSpans> {
  return exporter.getFinishedSpans();
}

test("a call is a span below the one around it", async () => {
  const pool = openPool({ interceptors: [tracing()] });
  const pid = await pool.call("os", "getpid");
  const tracer = trace.getTracer("test");
  await tracer.startActiveSpan("request", async (span) => {
    await pool.call("builtins", "sorted", [[2, 1]]).$len();
    span.end();
  });
  const [first, len, request] = spans();
  expect(first).toMatchObject({
    name: "os:getpid",
    kind: SpanKind.CLIENT,
    attributes: {
      "rpc.system": "snakebridge",
      "rpc.service": "os",
      "rpc.method": "getpid",
      "code.function.name": "os.getpid",
      "snakebridge.worker.pid": pid,
    },
  });
  expect(len!.attributes["snakebridge.chain"]).toEqual(["builtins:sorted", "builtins:len"]);
  expect(len!.parentSpanContext?.spanId).toBe(request!.spanContext().spanId);
});

test("a failure is recorded", async () => {
  const pool = openPool({ interceptors: [tracing()] });
  await expect(Promise.resolve(pool.call("builtins", "int", ["x"]))).rejects.toThrow();
  const [span] = spans();
  expect(span!.status).toMatchObject({ code: SpanStatusCode.ERROR });
  expect(span!.attributes["error.type"]).toBe("ValueError");
  expect(span!.events).toMatchObject([{ name: "exception" }]);
});

test("Python knows of the span that it is called in", async () => {
  const pool = openPool({ interceptors: [tracing()] });
  const context = await pool.call("builtins", "dict", [call("snakebridge_worker", "trace_context")]);
  const { traceId, spanId } = spans()[0]!.spanContext();
  expect(context).toEqual({ traceparent: `00-${traceId}-${spanId}-01` });
});
