// Spans: on what a request spends its time, for whoever collects traces (OpenTelemetry). Without a collector they cost nothing.
import { SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

const tracer = trace.getTracer('gongzhi');

/** Names are the program's, and attributes say no value of a request: nothing about a person leaves in a span. */
export type SpanAttributes = Attributes;

/**
 * Does work inside a span, below the one that is open.
 *
 * Takes the span's name, what is known of it beforehand, and the work, which may say more; returns what the work gives.
 * Throws what it throws, with the class of the error, not its message, on the span.
 */
export function traced<T>(
  name: string,
  attributes: SpanAttributes,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The id of the trace that is open, for the log; undefined where nobody collects. */
export function traceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}
