import { wrongInTrace } from '../traceRules.ts'
import { harmless } from './harmless.ts'

/** The events of a trace with all but their words; throws where a viewer would refuse it, or a word steers. */
export function readTrace(written: string): string[] {
  if (written === '') return []
  const { traceEvents, ...file } = JSON.parse(written) as { traceEvents: Readonly<Record<string, unknown>>[] }
  const [wrong] = wrongInTrace(traceEvents)
  if (wrong !== undefined) throw new Error(wrong)
  return [shapeOf(file), ...traceEvents.map(shapeOf)]
}

/** Names of fields, and values that are no text: what a viewer draws with. */
function shapeOf(value: unknown): string {
  if (typeof value === 'string') return harmless(value.replaceAll('\n', '\u0000')) && 'text'
  if (typeof value !== 'object' || value === null) return String(value)
  return `{${Object.entries(value)
    .map(([name, one]) => `${name}:${name === 'ph' ? String(one) : shapeOf(one)}`)
    .join()}}`
}
