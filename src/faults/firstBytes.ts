import { data, type Step } from './steps.ts'

/** Passes steps on until `bytes` of the body have gone out; returns true if there was more. */
export function* firstBytes(bytes: number, steps: Iterable<Step>): Generator<Step, boolean> {
  let left = bytes
  for (const step of steps) {
    if (step.do === 'data' && step.bytes.length > left) {
      if (left > 0) yield data(step.bytes.subarray(0, left))
      return true
    }
    if (step.do === 'data') left -= step.bytes.length
    yield step
  }
  return false
}
