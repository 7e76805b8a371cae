import { readFileSync, statSync } from 'node:fs'
import { messages } from '../../messages/index.ts'
import type { Recording } from './recording.ts'
import { RecordingProblem } from './recordingProblem.ts'

const words = messages.errors.recordings

const largestBytes = 64 * 1024 * 1024

/**
 * Reads what `brownout record` wrote, and checks it line by line. A last line that was cut is left out (`torn`). Rejects
 * with `RecordingProblem`, whose `text` says what is wrong, where, and how to mend it.
 */
export async function readRecording(path: string): Promise<Recording> {
  const text = recordingText(path)
  // With valibot, which nobody else needs.
  const { checkRecording } = await import('./checkRecording.ts')
  return checkRecording(text, path)
}

/** What stands in the file, unchecked; `shown` is what errors call it. Throws `RecordingProblem`. */
export function recordingText(path: string, shown = path): string {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) throw new RecordingProblem(words.missing(shown))
    if (!found.isFile()) throw new RecordingProblem(words.notAFile(shown))
    if (found.size > largestBytes) throw new RecordingProblem(words.tooLarge(shown, found.size, largestBytes))
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new RecordingProblem(words.unreadable(shown, code), { cause: error })
  }
}
