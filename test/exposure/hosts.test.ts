import { expect, test } from 'vitest'
import { rawConnect } from '../support/rawClient.ts'
import { serveHere } from '../support/serve.ts'

/** What a request says of where it goes: its target, and its Host headers. `PORT` stands for the port. */
interface Form {
  readonly target?: string
  readonly hosts: readonly string[]
}

const host = (...hosts: string[]): Form => ({ hosts })
const asked = (target: string, ...hosts: string[]): Form => ({ target, hosts })

/** The names by which the upstream is addressed by whoever means it. */
const served: Readonly<Record<string, Form>> = {
  'the address': host('127.0.0.1:PORT'),
  localhost: host('localhost:PORT'),
  'in capitals': host('LOCALHOST:PORT'),
  'in both': host('LocalHost:PORT'),
  'IPv6 loopback': host('[::1]:PORT'),
  'with spaces around it': host('  127.0.0.1:PORT  '),
  'the whole address as the target: it goes before Host (RFC 9112 section 3.2.2)': asked(
    'http://127.0.0.1:PORT/v1/models',
    'evil.test',
  ),
  'the same in capitals': asked('HTTP://LOCALHOST:PORT/v1/models', '127.0.0.1:PORT'),
}

/** Everything else, with the status that it is refused with. */
const refused: Readonly<Record<number, Readonly<Record<string, Form>>>> = {
  421: {
    'a stranger': host('evil.test'),
    'a stranger with our port': host('evil.test:PORT'),
    'a name that leads to 127.0.0.1 (rebinding)': host('rebind.test:PORT'),
    'a name of a rebinding service': host('127.0.0.1.nip.io:PORT'),
    'our name in front of a stranger': host('localhost.evil.test:PORT'),
    'our name behind a stranger': host('evil-localhost:PORT'),
    'a name below ours': host('a.localhost:PORT'),
    'localhost.localdomain': host('localhost.localdomain:PORT'),
    'a dot at the end': host('localhost.:PORT'),
    'a dot behind the address': host('127.0.0.1.:PORT'),
    'two dots at the end': host('localhost..:PORT'),
    'no port': host('127.0.0.1'),
    'no port, by name': host('localhost'),
    'another port': host('127.0.0.1:1'),
    'an empty port': host('127.0.0.1:'),
    'a port with a zero in front': host('127.0.0.1:0PORT'),
    'a port with a plus': host('127.0.0.1:+PORT'),
    'a port and more': host('127.0.0.1:PORT0'),
    'two ports': host('127.0.0.1:PORT:PORT'),
    'a user': host('user@127.0.0.1:PORT'),
    'a user and a password': host('user:secret@127.0.0.1:PORT'),
    'us as the user of a stranger': host('127.0.0.1:PORT@evil.test'),
    'a path behind it': host('127.0.0.1:PORT/evil.test'),
    'a query behind it': host('127.0.0.1:PORT?evil.test'),
    'a fragment behind it': host('127.0.0.1:PORT#evil.test'),
    'a backslash behind it': host('127.0.0.1:PORT\\evil.test'),
    'a scheme in front': host('http://127.0.0.1:PORT'),
    'every address': host('0.0.0.0:PORT'),
    'a zero': host('0:PORT'),
    'another loopback address': host('127.0.0.2:PORT'),
    'a short address': host('127.1:PORT'),
    'a shorter one': host('127.0.1:PORT'),
    'a number': host('2130706433:PORT'),
    'a number in hex': host('0x7f000001:PORT'),
    'a number in octal': host('017700000001:PORT'),
    'parts in hex': host('0x7f.0.0.1:PORT'),
    'parts in octal': host('0177.0.0.1:PORT'),
    'zeros in front': host('127.000.000.001:PORT'),
    'IPv6 without brackets': host('::1:PORT'),
    'IPv6 with all its zeros': host('[0:0:0:0:0:0:0:1]:PORT'),
    'IPv6 with some of them': host('[0::1]:PORT'),
    'IPv4 in IPv6': host('[::ffff:127.0.0.1]:PORT'),
    'IPv4 in IPv6, in hex': host('[::ffff:7f00:1]:PORT'),
    'every IPv6 address': host('[::]:PORT'),
    'IPv6 with a zone': host('[::1%25lo]:PORT'),
    'IPv6 without its port': host('[::1]'),
    'letters that look like ours': host('localhоst:PORT'.replaceAll('о', '\u00ee')),
    'percent signs': host('%6cocalhost:PORT'),
    'a list': host('127.0.0.1:PORT, evil.test'),
    nothing: host(''),
    'a comma alone': host(','),
    'a name without end': host(`${'a'.repeat(8_000)}:PORT`),
    'a stranger as the target': asked('http://evil.test/v1/models', '127.0.0.1:PORT'),
    'a stranger with our port as the target': asked('http://evil.test:PORT/v1/models', '127.0.0.1:PORT'),
    'us as the user of a stranger, as the target': asked('http://127.0.0.1:PORT@evil.test/v1/models', '127.0.0.1:PORT'),
    'a user in the target': asked('http://user@127.0.0.1:PORT/v1/models', '127.0.0.1:PORT'),
    'the target without a port': asked('http://127.0.0.1/v1/models', '127.0.0.1:PORT'),
  },
  400: {
    'no Host at all': host(),
    'two of them': host('127.0.0.1:PORT', 'evil.test'),
    'two of ours': host('127.0.0.1:PORT', '127.0.0.1:PORT'),
    'a NUL in it': host('127.0.0.1:PORT\u0000.evil.test'),
    'a line feed in it': host('127.0.0.1:PORT\nevil: x'),
    'no path': asked('v1/models', '127.0.0.1:PORT'),
    'another scheme': asked('file:///v1/models', '127.0.0.1:PORT'),
    'a tunnel': asked('127.0.0.1:PORT', '127.0.0.1:PORT'),
    'an asterisk': asked('*', '127.0.0.1:PORT'),
  },
}

const forms: [story: string, form: Form, status: number][] = [
  ...Object.entries(served).map(([story, form]): [string, Form, number] => [story, form, 200]),
  ...Object.entries(refused).flatMap(([status, table]) =>
    Object.entries(table).map(([story, form]): [string, Form, number] => [story, form, Number(status)]),
  ),
]

/** What the upstream answers to a request of this form, by its status; for `path`, if the form does not say. */
async function statusOf(place: string, { target, hosts }: Form, path: string, headers = ''): Promise<[number, string]> {
  const { port } = new URL(place)
  const lines = [`GET ${target ?? path} HTTP/1.1`, ...hosts.map((name) => `host: ${name}`), 'connection: close']
  const client = await rawConnect(place)
  client.send(Buffer.from(`${lines.join('\r\n').replaceAll('PORT', port)}\r\n${headers}\r\n`, 'latin1'))
  await client.ending
  const answer = client.received()
  return [Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1]), answer]
}

test(`${forms.length} ways to say where a request goes: the true ones are served, all others refused`, async () => {
  const { place, stop, documents } = await serveHere()
  const answered: [string, number][] = []
  for (const [story, form] of forms) {
    const [status, answer] = await statusOf(place, form, '/v1/models')
    answered.push([story, status])
    expect(answer, story).not.toMatch(/access-control/i)
    if (status !== 200) expect(answer, story).not.toContain('deepseek-chat')
  }
  expect(Object.fromEntries(answered)).toEqual(Object.fromEntries(forms.map(([story, , status]) => [story, status])))
  expect(forms.length).toBeGreaterThanOrEqual(60)
  await stop()
  // What was refused was no exchange.
  expect(documents().filter(({ type }) => type === 'exchange')).toHaveLength(Object.keys(served).length)
})

test('the control API is behind the same door, token or not', async () => {
  const { place, started } = await serveHere()
  const bearer = `authorization: Bearer ${started.token}\r\n`
  for (const [story, form, status] of forms.filter(([, { target }]) => target === undefined)) {
    const [withToken] = await statusOf(place, form, '/__brownout/state', bearer)
    const [without, answer] = await statusOf(place, form, '/__brownout/state')
    expect({ story, withToken, without }).toEqual({ story, withToken: status, without: status === 200 ? 401 : status })
    expect(answer, story).not.toContain('brownout/serve/1')
  }
})
