import type { Met } from './row.ts'

export interface Answered {
  readonly status: number
  readonly body: AsyncIterable<Uint8Array> | null
}

/**
 * Asks and reads to the end, and says what was met; who gives up has met no end. `thrown` looks into an error for the one
 * that tells.
 */
export async function meet(
  ask: () => Promise<Answered>,
  patience: AbortSignal,
  thrown: (error: Error, phase: 'headers' | 'body') => Error = (error) => error,
): Promise<Met> {
  let answered: Answered | undefined
  try {
    answered = await ask()
    for await (const _piece of answered.body ?? []);
    return `${answered.status} whole`
  } catch (error) {
    if (patience.aborted) return 'no end'
    const phase = answered === undefined ? 'headers' : 'body'
    const { name, code } = thrown(error as Error, phase) as NodeJS.ErrnoException
    return `${phase} ${name} ${code ?? '-'}`
  }
}
