/** `snakebridge/opentelemetry`: one span for each call, which Python code can continue. Requires `@opentelemetry/api`. */
import {
  type Attributes,
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { version } from "../shared/version.ts";
import { SnakebridgeError } from "./errors.ts";
import type { InterceptedCall, Interceptor } from "./interceptors/interceptor.ts";
import { PythonError } from "./object/python-error.ts";

export interface TracingOptions {
  /** Creates the spans. Default: the registered provider's tracer for the name `snakebridge`. */
  readonly tracer?: Tracer;
}

/** Returns an interceptor that creates a span for each call: `createPool({ interceptors: [tracing()] })`. */
export function tracing({
  tracer = trace.getTracer("snakebridge", version),
}: TracingOptions = {}): Interceptor {
  return (next) => (call) =>
    tracer.startActiveSpan(
      call.symbol,
      { kind: SpanKind.CLIENT, attributes: attributesOf(call) },
      async (span) => {
        propagation.inject(context.active(), call.metadata);
        try {
          return await next(call);
        } catch (error) {
          span.setAttribute("error.type", errorType(error));
          span.recordException(error instanceof Error ? error : String(error));
          span.setStatus({
            code: SpanStatusCode.ERROR,
            message: error instanceof Error ? error.message : String(error),
          });
          throw error;
        } finally {
          if (call.pid !== undefined) span.setAttribute("snakebridge.worker.pid", call.pid);
          span.end();
        }
      },
    );
}

/** Follows OpenTelemetry's semantic conventions for remote procedure calls and source code. */
function attributesOf({ symbol, chain }: InterceptedCall): Attributes {
  const [module = "", name = ""] = symbol.split(":", 2);
  return {
    "rpc.system": "snakebridge",
    "code.function.name": symbol.replace(":", "."),
    ...(name === "" ? { "rpc.method": module } : { "rpc.service": module, "rpc.method": name }),
    ...(chain.length > 1 ? { "snakebridge.chain": [...chain] } : {}),
  };
}

function errorType(error: unknown): string {
  if (error instanceof PythonError) return error.pythonType;
  if (error instanceof SnakebridgeError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
