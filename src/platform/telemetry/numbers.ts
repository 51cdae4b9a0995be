// Numbers about the process, declared once as OpenTelemetry instruments and told to whoever scrapes or collects them.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Histogram, Meter } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resource } from './tracing.js';

/** A number that is read when somebody asks; what only ever grows has a name that ends in `_total`. */
export type Reading = readonly [name: string, help: string, read: () => number];

/** The numbers of one server. */
export interface Numbers {
  /** How long requests took, in seconds. */
  readonly requests: Histogram;
  /** Answers in the text format of Prometheus. */
  readonly scrape: (req: IncomingMessage, res: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

/** Seconds between which durations are counted: a request is answered in milliseconds, and ends within its limit. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Delays are watched once for the process, however many servers there are in it. */
const delay = monitorEventLoopDelay({ resolution: 20 });
delay.enable();

const nanoseconds = 1e9;
const microseconds = 1e6;

/** What Node says of itself. */
const ofProcess: readonly Reading[] = [
  ['process_cpu_seconds_total', 'Seconds of all cores.', cpuSeconds],
  ['process_resident_bytes', 'Memory that the process holds.', () => process.memoryUsage.rss()],
  ['process_heap_used_bytes', 'Memory in use by JavaScript.', () => process.memoryUsage().heapUsed],
  [
    'process_event_loop_delay_p99_seconds',
    'What the slowest hundredth of turns of the event loop waits, since the start.',
    () => delay.percentile(99) / nanoseconds,
  ],
  ['process_uptime_seconds', 'Since the start of the process.', () => process.uptime()],
];

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / microseconds;
}

/**
 * Declares the numbers.
 *
 * Takes the readings, and the address of a collector to which they are also sent (`/v1/metrics` is added) unless it is
 * null; returns the instruments.
 */
export function openNumbers(readings: readonly Reading[], endpoint: string | null): Numbers {
  const prometheus = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    withoutTargetInfo: true,
  });
  const sent =
    endpoint === null
      ? []
      : [
          new PeriodicExportingMetricReader({
            exporter: new OTLPMetricExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/metrics` }),
          }),
        ];
  const provider = new MeterProvider({ resource, readers: [prometheus, ...sent] });
  const meter = provider.getMeter('gongzhi');
  for (const reading of [...ofProcess, ...readings]) declare(meter, reading);
  const requests = meter.createHistogram('gongzhi_http_request_seconds', {
    description: 'How long requests took, by route, method and status.',
    advice: { explicitBucketBoundaries: bounds },
  });
  return {
    requests,
    scrape: (req, res) => prometheus.getMetricsRequestHandler(req, res),
    close: () => provider.shutdown().catch(() => {}),
  };
}

/** The exporter adds `_total` to the names of counters by itself. */
function declare(meter: Meter, [name, description, read]: Reading): void {
  const grows = name.endsWith('_total');
  const full = `gongzhi_${name.replace(/_total$/, '')}`;
  const instrument = grows
    ? meter.createObservableCounter(full, { description })
    : meter.createObservableGauge(full, { description });
  instrument.addCallback((result) => result.observe(read()));
}
