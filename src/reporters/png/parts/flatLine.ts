import { theme } from '../../theme.ts'

/** What is compared with: a thin line from one x to another, at the same height all the way. */
export function flatLine(label: string, ends: readonly number[], y: number) {
  return {
    label,
    data: ends.map((x) => ({ x, y })),
    borderColor: theme.light.quiet,
    borderWidth: 1,
    pointRadius: 0,
    pointStyle: 'line' as const,
  }
}
