// Sends spans to a collector (OTLP over HTTP), where the environment names one.
import { context, propagation, SpanKind, trace, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What both spans and numbers say of where they come from. */
export const resource = resourceFromAttributes({ 'service.name': 'gongzhi' });

/**
 * Begins to send spans; the SDK reads what else the environment says (`OTEL_TRACES_SAMPLER`, `OTEL_BSP_…`).
 *
 * Takes the collector's address, to which `/v1/traces` is added, or a processor instead; returns the way to send the
 * rest and stop. A collector that is away costs spans and nothing else.
 */
export function openTracing(to: string | SpanProcessor): () => Promise<void> {
  const processor =
    typeof to === 'string'
      ? new BatchSpanProcessor(new OTLPTraceExporter({ url: `${to.replace(/\/$/, '')}/v1/traces` }))
      : to;
  const provider = new NodeTracerProvider({ resource, spanProcessors: [processor] });
  provider.register();
  return async () => {
    await provider.shutdown().catch(() => {});
    trace.disable();
    context.disable();
    propagation.disable();
  };
}

const tracer = trace.getTracer('gongzhi');

/**
 * Handles a request inside a span, which continues the trace that the request names (W3C `traceparent`).
 *
 * Takes the request, its answer, the place it is for, and the handler, which runs at once.
 */
export function inRequestSpan(
  req: IncomingMessage,
  res: ServerResponse,
  route: string,
  handle: () => void,
): void {
  const parent: Context = propagation.extract(context.active(), req.headers);
  const span = tracer.startSpan(
    `${req.method} ${route}`,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': req.method, 'http.route': route } },
    parent,
  );
  res.once('close', () => {
    span.setAttribute('http.response.status_code', res.statusCode);
    const requestId = res.getHeader('x-request-id');
    if (typeof requestId === 'string') span.setAttribute('gongzhi.request_id', requestId);
    span.end();
  });
  context.with(trace.setSpan(parent, span), handle);
}
