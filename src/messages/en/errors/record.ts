import type { ProblemText } from './problemText.ts'

/** What `brownout record` refuses, and why. A URL is never repeated: a key may stand in it. */
export const record = {
  noUpstream: (): ProblemText => ({
    what: 'brownout record needs to know what to record.',
    where: 'brownout record',
    mend: 'Give the base URL of a provider: --upstream https://api.deepseek.com/v1',
  }),
  noOut: (): ProblemText => ({
    what: 'brownout record needs a file to record into.',
    where: 'brownout record',
    mend: 'For example: --out fixtures/recordings/today.ndjson',
  }),
  noUrl: (): ProblemText => ({
    what: '--upstream is no http or https URL.',
    where: 'brownout record --upstream',
    mend: 'For example: --upstream https://api.deepseek.com/v1',
  }),
  urlWithSecrets: (): ProblemText => ({
    what: '--upstream holds a user, a password, a query or a fragment.',
    where: 'brownout record --upstream',
    mend: 'Give the base URL alone; the client brings its key in a header, and it is passed on.',
  }),
  urlOfPath: (): ProblemText => ({
    what: '--upstream is the address of one operation.',
    where: 'brownout record --upstream',
    mend: 'Give the base URL, what stands before /chat/completions.',
  }),
  fileThere: (file: string): ProblemText => ({
    what: `${JSON.stringify(file)} is there already, and is left as it is.`,
    where: `--out ${file}`,
    mend: 'Give another name, or move that file away.',
  }),
  noCount: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is a whole number from 1; found ${JSON.stringify(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} 20`,
  }),
}
