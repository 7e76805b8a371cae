import type { Finding } from './table.ts'

/** What reading the histories, and the source of the client, has shown of one thing that it does. */
interface FindingNote {
  readonly clients: readonly string[]
  readonly rules: readonly string[]
  /** All, unless said. */
  readonly families?: readonly string[]
  readonly note: string
}

const openaiSdk = ['openai', 'openai-five-retries']
const langchain = ['langchain', 'langchain-fallbacks']

/** The first that fits a finding tells of it. Read for the versions of package-lock.json. */
export const findingNotes: readonly FindingNote[] = [
  {
    clients: [...openaiSdk, 'ai-sdk'],
    rules: ['retry-after-honoured'],
    note:
      'By design: a `Retry-After` of more than 60 s is set aside, and the next attempt comes after the client’s own backoff (half a ' +
      'second and more in the openai SDK, 2 s in the AI SDK). Up to 60 s the wait is kept to. Who is asked for two minutes is ' +
      'back within seconds, and spends its retries before the time is up; to fail at once would cost nobody anything.',
  },
  {
    clients: ['undici-retry'],
    rules: ['retry-after-honoured'],
    note:
      'By design: `maxTimeout` (30 s unless set) bounds the wait that was asked for too, so that the client comes back after 30 s, ' +
      'however much longer the server had asked it to stay away.',
  },
  {
    clients: ['axios-retry'],
    rules: ['retry-after-honoured', 'retry-after-total'],
    families: ['retry-after'],
    note:
      '`exponentialDelay` hands the wait to `setTimeout` as it is: more than 2,147,483,647 ms (24.8 days) do not fit into its 32 bits, ' +
      'Node warns of it and waits 1 ms. All attempts are made within some 15 ms, of a server that asked for none.',
  },
  {
    clients: [...openaiSdk, 'ai-sdk', 'portkey', ...langchain],
    rules: ['dead-credential-not-reused'],
    note:
      'The answer is a 429 whose body says that the quota is spent (`insufficient_quota`), and the client goes by its status: it asks ' +
      'again, with the same key, as often as it would after a rate limit. OpenAI’s guide to its errors: retrying will not restore access.',
  },
  {
    clients: [...openaiSdk, ...langchain],
    rules: ['success-means-complete', 'output-from-one-attempt'],
    families: ['stream'],
    note:
      'Read by the loop of the README (`for await (const chunk of stream)`). A stream that ends without a finish reason and without ' +
      '`[DONE]` ends the loop like a whole one; an answer that is JSON or a page of HTML instead of events has no event in it, ' +
      'so that the loop ends at once, without an error and without a word. A caller can tell only by looking at `finish_reason` ' +
      'itself. What was cut in the middle of a chunk of HTTP is an error, as it should be.',
  },
  {
    clients: [...openaiSdk, ...langchain],
    rules: ['every-call-settles'],
    families: ['stream'],
    note:
      '`timeout` ends with the headers of an answer: it says nothing of a stream that stops in the middle, or that goes on with ' +
      'comments alone. Such a call ends when the connection does; on a silent one undici’s own limit of 300 s ends it, on one ' +
      'with heartbeats nothing does. Only the caller’s own signal helps.',
  },
  {
    clients: ['ai-sdk'],
    rules: ['output-from-one-attempt', 'success-means-complete'],
    families: ['stream'],
    note: 'What comes behind `[DONE]` is taken for part of the answer: the marker is skipped, and the events that follow it are read on.',
  },
  {
    clients: langchain,
    rules: ['abort-is-prompt'],
    note:
      'Its `p-retry` sleeps the backoff without the caller’s signal: who aborts in between gets the end of the call when the wait ' +
      'is over. No further request goes out.',
  },
  {
    clients: ['axios-retry'],
    rules: ['every-call-settles'],
    families: ['transport'],
    note:
      '`timeout` is handed to the socket, where it is a limit of silence: a body that drips, a byte each tenth of a second, resets it ' +
      'with every byte. The call ends when the body does.',
  },
  {
    clients: ['ky', 'axios-retry', 'curl-retry'],
    rules: ['every-call-settles'],
    families: ['retry-after'],
    note:
      'It does as it is asked, and sleeps for days within the call, whose caller hears nothing. Unless set, nothing bounds the wait: ' +
      '`maxRetryAfter` and `totalTimeout` of ky, `--retry-max-time` of curl are there to do it; axios-retry has no option for it.',
  },
  {
    clients: ['cockatiel'],
    rules: ['no-retry-after-terminal', 'dead-credential-not-reused'],
    note:
      'By its configuration, which is the first example of its readme: `handleAll` handles every error, a refused key and a broken ' +
      'request too. With a filter (cockatiel-transient) these are not tried again.',
  },
  {
    clients: ['cockatiel', 'cockatiel-transient'],
    rules: ['retry-after-honoured', 'retry-after-total'],
    note:
      'A retry policy of cockatiel knows errors and not HTTP: its backoff (some 100 ms and more) goes by the number of attempts alone. Whoever ' +
      'wants `Retry-After` kept has to write a DelegateBackoff that reads it.',
  },
  {
    clients: ['cockatiel', 'cockatiel-transient'],
    rules: ['abort-is-prompt'],
    note:
      'The backoff is slept without the caller’s signal, and after it the function is called once more, with a signal that is aborted: ' +
      'the call ends after the wait, by what that attempt throws.',
  },
  {
    clients: ['cockatiel', 'cockatiel-transient'],
    rules: ['no-wait-after-last-attempt'],
    note:
      'The retry policy stands around the circuit breaker, as in its readme: once the circuit is open, the retries go on against it. ' +
      'Each is refused at once and waited for all the same, so that the call fails later, without another request.',
  },
  {
    clients: ['portkey'],
    rules: ['retry-after-honoured', 'retry-after-total'],
    note:
      'Its retries go by a backoff of their own (1 s, 2 s, and up to as much again). `use_retry_after_header` in the retry config makes ' +
      'them keep to what was asked; it is off unless set, and its README does not show it.',
  },
  {
    clients: ['curl-retry'],
    rules: ['every-call-settles'],
    families: ['rate-limit'],
    note:
      'Of a date that is not one of HTTP’s (`2026-01-01T00:00:05Z`) the digits at its beginning are read as seconds: curl says “Will ' +
      'retry in 2026 seconds”, and sleeps for 34 minutes. `--retry-max-time` bounds it; unless set, nothing does.',
  },
  {
    clients: ['portkey'],
    rules: ['attempts-closed'],
    families: ['transport'],
    note:
      '`request_timeout` ends with the headers of an answer. A body that stalls is waited for as long as the gateway’s caller waits, ' +
      'and beyond: when the caller has given up, the request to the provider stays open, and no other model is asked.',
  },
  {
    clients: ['portkey'],
    rules: ['abort-is-prompt'],
    note:
      'The gateway does not look at its caller: whoever hangs up leaves it waiting for the provider until `request_timeout`, and ' +
      'retrying after that. What the provider answers is billed, and nobody reads it.',
  },
  {
    clients: ['python-urllib-retry'],
    rules: ['no-retry-after-terminal', 'dead-credential-not-reused', 'retry-after-honoured'],
    note:
      'The loop is that of tutorials: it catches every exception and sleeps 1 s and 2 s, whatever the answer was and whatever it ' +
      'asked for. A refused key and a broken request are tried three times.',
  },
  {
    clients: ['tutorial-fallback'],
    rules: ['no-wait-after-last-attempt'],
    note:
      '`time.sleep(1)` stands at the end of the loop over the models, and not between two of them: behind the last one its caller ' +
      'waits a second for nothing.',
  },
  {
    clients: ['tutorial-fallback'],
    rules: ['dead-credential-not-reused'],
    note:
      'Whatever the status, the next model of the list is asked a second later, with the one key that the class holds: a key that was ' +
      'refused is refused again for every model of that gateway.',
  },
  {
    clients: ['tutorial-fallback'],
    rules: ['success-means-complete'],
    note:
      '`response.status_code == 200` is all that is looked at: the JSON goes back as a success, whether it holds `choices` or an error ' +
      '(`error`, or MiniMax’s `base_resp`), and no other model is asked.',
  },
  {
    clients: ['python-urllib', 'python-urllib-retry'],
    rules: ['every-call-settles'],
    note: '`timeout` of urlopen limits each blocking operation of the socket: who sends a byte now and then is read for as long as it does.',
  },
  {
    clients: ['python-urllib', 'python-urllib-retry'],
    rules: ['key-stays-home'],
    note:
      'urllib follows a 301, 302 or 303 of a POST as a GET, and takes along all headers but those of the body, to whatever host it is ' +
      'sent: the key with them. A 307 or 308 of a POST it does not follow.',
  },
]

/** What is known of a finding beside what its history shows; null where nobody has written it down. */
export function noteOf({ client, rule, family }: Pick<Finding, 'client' | 'rule' | 'family'>): string | null {
  const found = findingNotes.find(
    ({ clients, rules, families }) =>
      clients.includes(client) && rules.includes(rule) && (families === undefined || families.includes(family)),
  )
  return found?.note ?? null
}
