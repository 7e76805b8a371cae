import type { ProblemText } from './problemText.ts'

/** Where a live command stands, for the second line and for the example of the third. */
export interface LivePlace {
  /** The flag that names the host: `brownout bench --base-url`. */
  readonly host: string
  /** `brownout bench --live`. */
  readonly live: string
  /** What may be typed: `--live --max-cost 0.50`. */
  readonly example: string
  /** What it would cost to go there without leave. */
  readonly harm: string
  /** What has to be capped: `how much may be spent there`. */
  readonly capped: string
}

/** Why nothing is sent to a host that is not this machine. A URL is never repeated: a key may stand in it. */
export const live = {
  inTheClear: (host: string, place: LivePlace): ProblemText => ({
    what: `${host} would be spoken to without TLS: the key and every prompt could be read on the way.`,
    where: place.host,
    mend: 'Give the https address.',
  }),
  notLive: (host: string, place: LivePlace): ProblemText => ({
    what: `${host} is not this machine: ${place.harm}`,
    where: place.host,
    mend: `If that is what you want, say so: ${place.example}`,
  }),
  noCap: (host: string, place: LivePlace): ProblemText => ({
    what: `${host} is live: ${place.capped} must be said.`,
    where: place.live,
    mend: `For example: ${place.example}`,
  }),
  notConfirmed: (host: string, place: LivePlace): ProblemText => ({
    what: `This is a CI job (CI is set), and ${host} is live.`,
    where: place.live,
    mend: `Confirm by naming it: --confirm-live ${host}`,
  }),
  otherConfirmed: (host: string, confirmed: string, place: LivePlace): ProblemText => ({
    what: `--confirm-live names ${JSON.stringify(confirmed)}, and the host is ${host}.`,
    where: `${place.live} --confirm-live`,
    mend: `Give the host of ${place.host.split(' ').at(-1)}, or another one there.`,
  }),

  places: {
    record: {
      host: 'brownout record --upstream',
      live: 'brownout record --live',
      example: '--live --max-exchanges 20',
      harm: 'recording it costs money and sends prompts away.',
      capped: 'how many requests may go there',
    },
    bench: {
      host: 'brownout bench --base-url',
      live: 'brownout bench --live',
      example: '--live --max-cost 0.50',
      harm: 'measuring it costs money and sends prompts away. No config and no environment can give leave for that.',
      capped: 'the most that may be spent (there is no default)',
    },
    doctor: {
      host: 'brownout doctor --base-url',
      live: 'brownout doctor --live',
      example: '--live',
      harm: 'its list of models is asked for, with the key.',
      capped: 'nothing',
    },
  } satisfies Readonly<Record<string, LivePlace>>,

  noBaseUrl: (): ProblemText => ({
    what: '--base-url is no http or https URL.',
    where: 'brownout bench --base-url',
    mend: 'For example: --base-url https://api.holysheep.ai/v1',
  }),
  urlWithSecrets: (): ProblemText => ({
    what: '--base-url holds a user, a password, a query or a fragment.',
    where: 'brownout bench --base-url',
    mend: 'Give the base URL alone. The key comes from the environment, --key-file or --key-stdin.',
  }),
  urlOfPath: (): ProblemText => ({
    what: '--base-url is the address of one operation.',
    where: 'brownout bench --base-url',
    mend: 'Give the base URL, what stands before /chat/completions.',
  }),

  noAmount: (value: string): ProblemText => ({
    what: `--max-cost is an amount in USD above 0, with at most 12 decimals; found ${JSON.stringify(value)}.`,
    where: 'brownout bench --max-cost',
    mend: 'For example: --max-cost 0.50',
  }),
  keyInArguments: (nth: number, command: string): ProblemText => ({
    what: `Argument ${nth} looks like a key. Every process of this machine could read it there; it is not repeated here.`,
    where: `brownout ${command}, argument ${nth}`,
    mend: 'Take the key from the environment (HOLYSHEEP_API_KEY), --key-file FILE or --key-stdin. If it was real, replace it: shells keep what was typed.',
  }),

  unpriced: (models: readonly string[]): ProblemText => ({
    what: `Nobody said what ${models.join(', ')} ${models.length === 1 ? 'costs' : 'cost'}: no cap can be kept without a price.`,
    where: 'brownout bench --live',
    mend: "Give it in bench.config.ts: models: [{ id, price: { input: '0.27', output: '1.10', asOf: '2026-11-20' } }], or take a table: brownout prices import FILE",
  }),
  stale: (model: string, pricedOn: string, days: number, most: number): ProblemText => ({
    what: `The price of ${model} is of ${pricedOn}, ${days} days old: beyond ${most} days no cap rests on it.`,
    where: 'brownout bench --live',
    mend: 'Look it up, and say so in bench.config.ts (price.asOf), or take a fresh table: brownout prices import FILE',
  }),
  undated: (model: string, pricedOn: string | null): ProblemText => ({
    what: `The price of ${model} ${pricedOn === null ? 'has no date' : `is of ${JSON.stringify(pricedOn)}, which is no day up to today`}: a stale price keeps no cap.`,
    where: 'brownout bench --live',
    mend: "Say of when it is: price: { input: '0.27', output: '1.10', asOf: '2026-11-20' }",
  }),
  badPrice: (model: string, why: string): ProblemText => ({
    what: `The price of ${model} cannot be used: ${why}.`,
    where: 'brownout bench --live',
    mend: "Give it as decimal strings in USD per million tokens: price: { input: '0.27', output: '1.10' }",
  }),
  nothingAffordable: (cap: string, least: string): ProblemText => ({
    what: `A cap of $${cap} bears no request: the cheapest may cost $${least}, if every token of it is used.`,
    where: 'brownout bench --max-cost',
    mend: 'Raise --max-cost, or make the answers shorter: --max-tokens N',
  }),

  twoKeys: (): ProblemText => ({
    what: '--key-file and --key-stdin were both given.',
    where: 'brownout bench --key-file --key-stdin',
    mend: 'Give one of them.',
  }),
  noKey: (host: string, variable: string): ProblemText => ({
    what: `There is no key for ${host}: ${variable} is not set.`,
    where: 'brownout bench --live',
    mend: `Set ${variable}, or give --key-file FILE or --key-stdin. Never type a key as an argument.`,
  }),
  noKeyName: (host: string): ProblemText => ({
    what: `Nobody said where the key for ${host} is: the key of another provider is not sent there.`,
    where: 'brownout bench --live',
    mend: "Name its variable in bench.config.ts (apiKeyEnv: 'MY_KEY'), or give --key-file FILE or --key-stdin.",
  }),
  noKeyFile: (why: string): ProblemText => ({
    what: `The key cannot be read: ${why}.`,
    where: 'brownout bench --key-file',
    mend: 'Give the path of a file that holds the key and nothing else.',
  }),
  badKey: (from: string, why: string): ProblemText => ({
    what: `The key from ${from} cannot be used: ${why}.`,
    where: 'brownout bench --live',
    mend: 'Put the provider’s own key there, whole and alone.',
  }),

  uninjectable: (scenario: string, fault: string, reason: string): ProblemText => ({
    what: `The scenario ${scenario} cannot bend a real answer: it has ${fault}, and ${reason}.`,
    where: `brownout bench --scenario ${scenario}`,
    mend: 'Play it against the mock (without --base-url), or choose another: brownout list scenarios',
  }),
  nobodyToAsk: (host: string): ProblemText => ({
    what: `${host} is live, and nobody can be asked: this is no terminal.`,
    where: 'brownout bench --live',
    mend: 'Give leave beforehand: --yes',
  }),
  declined: (host: string): ProblemText => ({
    what: `Nothing was sent to ${host}: the question was not answered with yes.`,
    where: 'brownout bench --live',
    mend: 'Start it again and answer y, or give --yes.',
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
}
