import { count, duration, number } from '../format.ts'

/** What is told of one recorded exchange. */
export interface RecordedTally {
  readonly exchange: number
  readonly method: string
  readonly path: string
  readonly model: string
  readonly stream: boolean
  readonly status: number | null
  readonly pieces: number
  readonly firstTokenMs: number | null
  readonly how: 'complete' | 'reset' | 'fin' | 'client-left'
  readonly endedMs: number
}

const endings = { complete: 'complete', reset: 'RST', fin: 'FIN', 'client-left': 'the client left' }

/** What `brownout record` says while it records. */
export const record = {
  listening: (baseURL: string, upstream: string) => `Recording ${upstream}: point your client at ${baseURL}`,
  variable: (baseURL: string) => `  OPENAI_BASE_URL=${baseURL}   (its key is passed on, and never stored or shown)`,
  into: (file: string, most: number) => `  into ${file}, at most ${count(most, 'exchange')}; ^C ends it`,
  live: (host: string) => `  LIVE: requests go to ${host}, and may cost money`,
  exchange: (one: RecordedTally) =>
    [
      `  #${one.exchange} ${one.method} ${one.path}${one.model === '' ? '' : ` ${one.model}`}${one.stream ? ', stream' : ''}: `,
      one.status === null ? 'no head' : `${one.status}, ${count(one.pieces, 'piece')}`,
      one.firstTokenMs === null ? '' : `, first token after ${duration(one.firstTokenMs)}`,
      `, ${endings[one.how]} after ${duration(one.endedMs)}`,
    ].join(''),
  missed: {
    unreachable: (request: number, code: string) =>
      `  #${request} not recorded: no connection to the upstream (${code})`,
    compressed: (request: number) =>
      `  #${request} not recorded: the upstream compressed its answer, though it was asked not to`,
    'too-large': (request: number) => `  #${request} not recorded: its body is larger than a recording takes`,
    full: (request: number, flag: string) => `  #${request} not recorded: the file has no room for it (${flag})`,
  },
  ended: (exchanges: number, file: string, bytes: number) =>
    `${count(exchanges, 'exchange')} in ${file} (${number(bytes)} bytes).`,
  cut: (underWay: number) => `${count(underWay, 'exchange')} under way when it ended: not in the file.`,
  nothing: 'Nothing was recorded, so there is no file.',
  play: (file: string) => `Play it: playback({ exchanges: (await readRecording('${file}')).exchanges })`,
}
