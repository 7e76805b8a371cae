import { messages } from '../../../messages/index.ts'
import { axis } from './frame.ts'

/** A logarithmic axis of ms that holds these values, with round ticks: 1, 2 and 5 times powers of ten. */
export function milliseconds(values: readonly number[]) {
  const finite = values.filter((value) => value > 0 && value < Infinity)
  const [low, high] = [Math.min(...finite, 1e9), Math.max(...finite, 0)]
  const [from, to] = finite.length === 0 ? [1, 1000] : [roundDown(low * 0.9), roundUp(high * 1.1)]
  const named = axis(messages.png.milliseconds)
  return {
    ...named,
    type: 'logarithmic' as const,
    min: from,
    max: to,
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = roundsBetween(from, to).map((value) => ({ value }))
    },
    ticks: {
      ...named.ticks,
      autoSkip: false,
      callback: (value: number | string) => messages.format.number(Number(value)),
    },
  }
}

function* rounds(): Generator<number> {
  for (let power = -3; power <= 9; power += 1) for (const digit of [1, 2, 5]) yield Number(`${digit}e${power}`)
}

function roundsBetween(from: number, to: number): number[] {
  return [...rounds()].filter((value) => value >= from && value <= to)
}

function roundDown(value: number): number {
  return [...rounds()].findLast((one) => one <= value) ?? 1e-3
}

function roundUp(value: number): number {
  return [...rounds()].find((one) => one >= value) ?? 1e9
}
