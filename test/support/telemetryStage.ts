import type { Attributes } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type HistogramMetricData,
} from '@opentelemetry/sdk-metrics'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace'
import type { ClientEvent } from '../../src/history/index.ts'

export interface RecordedMetric {
  readonly unit: string
  readonly boundaries: readonly number[]
  readonly points: readonly { readonly sum: number; readonly count: number; readonly attributes: Attributes }[]
}

/** OpenTelemetry's own SDK with everything kept in memory. */
export function telemetryStage() {
  const spans = new InMemorySpanExporter()
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] })
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  const meterProvider = new MeterProvider({ readers: [reader] })
  return {
    tracer: tracerProvider.getTracer('test'),
    meter: meterProvider.getMeter('test'),
    /** The spans that have ended, in the order of their ends. */
    spans: (): readonly ReadableSpan[] => spans.getFinishedSpans(),
    /** All metrics recorded, by name. The stage is closed then. */
    async metrics(): Promise<ReadonlyMap<string, RecordedMetric>> {
      await meterProvider.forceFlush()
      const data = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
      await meterProvider.shutdown()
      return new Map((data as HistogramMetricData[]).map((metric) => [metric.descriptor.name, recorded(metric)]))
    },
  }
}

function recorded({ descriptor, dataPoints }: HistogramMetricData): RecordedMetric {
  return {
    unit: descriptor.unit,
    boundaries: dataPoints[0]?.value.buckets.boundaries ?? [],
    points: dataPoints.map(({ value, attributes }) => ({ sum: value.sum ?? 0, count: value.count, attributes })),
  }
}

type Ended = Extract<ClientEvent, { readonly type: 'operation-ended' }>

/** A call that went well at the first try, changed as the test wants it. */
export function operationEnded(changed: Partial<Ended> = {}): Ended {
  return {
    type: 'operation-ended',
    call: 1,
    endpoint: 'deepseek',
    model: 'deepseek-chat',
    errorClass: null,
    reason: null,
    attempts: 1,
    durationMs: 1_500,
    firstContentMs: 250,
    usage: { prompt_tokens: 20, completion_tokens: 7, total_tokens: 27 },
    costUsd: '0.0000147',
    atMostUsd: '0.00002',
    ...changed,
  }
}
