import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a program got of one request. */
export interface Got {
  readonly status?: number
  readonly retryAfter?: string | null
  readonly text?: string
  /** Why there is no answer, or only half of one, in the program's own words. */
  readonly failed?: string
}

export interface Asked {
  readonly baseUrl: string
  readonly stream: boolean
  /** Of the root to trust, as `brownout serve` printed it. */
  readonly certificateFile: string | null
}

/** A program of another make that speaks HTTP. */
export interface Program {
  readonly name: string
  readonly isHere: boolean
  readonly ask: (asked: Asked) => Promise<Got>
}

const isHere = (command: string, argv: readonly string[]) => spawnSync(command, argv).status === 0

function run(command: string, argv: readonly string[], variables: Readonly<Record<string, string>>) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { ...process.env, ...variables, NO_PROXY: '*', no_proxy: '*' }
    execFile(command, argv, { env, timeout: 30_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
    )
  })
}

const curl: Program = {
  name: 'curl',
  isHere: isHere('curl', ['--version']),
  ask: async ({ baseUrl, stream, certificateFile }) => {
    const body = JSON.stringify({ model: 'deepseek-chat', stream, messages: [{ role: 'user', content: 'hi' }] })
    const { code, out, err } = await run(
      'curl',
      [
        '--silent',
        '--show-error',
        '--max-time',
        '20',
        '--header',
        'Content-Type: application/json',
        '--header',
        'Authorization: Bearer test',
        '--data',
        body,
        // As it is printed: curl's own variable would go before SSL_CERT_FILE, where a company has set it.
        ...(certificateFile === null ? [] : ['--cacert', certificateFile]),
        '--write-out',
        '\n%{http_code} %header{retry-after}',
        `${baseUrl}/chat/completions`,
      ],
      {},
    )
    const [, text, status, retryAfter] = /^([^]*)\n(\d+) (.*)$/.exec(out) ?? []
    return {
      status: Number(status),
      retryAfter: retryAfter === '' ? null : (retryAfter ?? null),
      text: text ?? '',
      ...(code === 0 ? {} : { failed: `curl ${code}: ${err.trim()}` }),
    }
  },
}

const askingScript = fileURLToPath(new URL('ask.py', import.meta.url))

function python(how: 'URLLIB' | 'HTTP', name: string): Program {
  return {
    name,
    isHere: isHere('python3', ['-c', 'import ssl']),
    ask: async ({ baseUrl, stream, certificateFile }) => {
      const argv = [askingScript, how, baseUrl, ...(stream ? ['stream'] : [])]
      const { out, err } = await run(
        'python3',
        argv,
        certificateFile === null ? {} : { SSL_CERT_FILE: certificateFile },
      )
      const got = JSON.parse(out === '' ? JSON.stringify({ thrown: 'nothing', message: err }) : out) as Got & {
        thrown?: string
        message?: string
      }
      return got.thrown === undefined ? got : { failed: `${got.thrown}: ${got.message}` }
    },
  }
}

export const programs: readonly Program[] = [
  curl,
  python('URLLIB', "Python's urllib"),
  python('HTTP', "Python's http.client"),
]
