import { messages } from '../../../messages/index.ts'
import { NotDrawn } from '../../report.ts'
import type { Check, Finding, Machine } from '../finding.ts'

const words = messages.doctor.charts

/** Vietnamese stacks two signs on a letter, and its currency is not in every font. */
const letters = ['ế', 'ộ', 'ữ', '₫', 'A'] as const
/** A noncharacter of Unicode: no font draws it, so it looks as everything looks that a font lacks. */
const lacking = '\u{10FFFE}'

/** Charts as pictures are an extra: pages draw their own. */
export const charts: Check = {
  name: 'charts',
  look: (machine) => [lookAtCharts(machine)],
}

function lookAtCharts(machine: Machine): Finding {
  const found = (state: Finding['state'], text: string, fix: string | null): Finding => ({
    check: 'charts',
    state,
    text,
    fix,
  })
  try {
    const [none, blank] = [machine.drawLetter(lacking), machine.drawLetter(' ')]
    const missing = letters.filter((letter) => [none, blank].includes(machine.drawLetter(letter)))
    if (missing.length === letters.length) return found('warning', words.noFont, words.fixFont)
    if (missing.length > 0) return found('warning', words.noLetters(missing), words.fixFont)
    return found('ok', words.ok, null)
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error
    const { why, fix, isAbsent } = error.reason
    return found(isAbsent === true ? 'note' : 'warning', words.off(why), fix)
  }
}
