import { messages } from '../../../messages/index.ts'
import { reasonOfSystem } from '../../files.ts'
import { Problem } from '../../problem.ts'

interface Kept {
  readonly durable: number
  readonly written: number
  readonly waiting: number
}

/** That a history cannot be written on, and what is kept of it. */
export function problemOfHistory(failure: Error, path: string, { durable, written, waiting }: Kept): Problem {
  const { code } = failure as NodeJS.ErrnoException
  const reason = code === undefined ? failure.message : reasonOfSystem(code)
  const kept = { kept: durable, unsure: written - durable, lost: waiting }
  return new Problem('environment', messages.errors.runs.notKept(path, reason, kept), { cause: failure })
}
