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
  inTheClear: (host: string): ProblemText => ({
    what: `${host} would be spoken to without TLS: the key and every prompt could be read on the way.`,
    where: 'brownout record --upstream',
    mend: 'Give the https address.',
  }),
  notLive: (host: string): ProblemText => ({
    what: `${host} is not this machine: recording it costs money and sends prompts away.`,
    where: 'brownout record --upstream',
    mend: 'If that is what you want, say so: --live --max-exchanges 20',
  }),
  noCap: (host: string): ProblemText => ({
    what: `${host} is live: how many requests may go there must be said.`,
    where: 'brownout record --live',
    mend: 'For example: --live --max-exchanges 20',
  }),
  notConfirmed: (host: string): ProblemText => ({
    what: `This is a CI job (CI is set), and ${host} is live.`,
    where: 'brownout record --live',
    mend: `Confirm by naming it: --confirm-live ${host}`,
  }),
  otherConfirmed: (host: string, confirmed: string): ProblemText => ({
    what: `--confirm-live names ${JSON.stringify(confirmed)}, and the upstream is ${host}.`,
    where: 'brownout record --confirm-live',
    mend: 'Give the host of --upstream, or another upstream.',
  }),
  fileThere: (file: string): ProblemText => ({
    what: `${JSON.stringify(file)} is there already, and is left as it is.`,
    where: `--out ${file}`,
    mend: 'Give another name, or move that file away.',
  }),
  noAuthority: (file: string, why: string): ProblemText => ({
    what: `No certificate authority: ${why}.`,
    where: `--ca ${file}`,
    mend: 'Give the path of a PEM file, as a company or brownout serve --tls hands it out.',
  }),
  noTransport: (why: string): ProblemText => ({
    what: `The way to the upstream cannot be set up: ${why}.`,
    where: 'HTTPS_PROXY, HTTP_PROXY or NO_PROXY',
    mend: 'Set it to the URL of a proxy, or unset it.',
  }),
  noCount: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is a whole number from 1; found ${JSON.stringify(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} 20`,
  }),
}
