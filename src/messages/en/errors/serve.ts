import { didYouMean, quoted, type ProblemText } from './problemText.ts'

/** Of `brownout serve`. */
export const serve = {
  unknownScenario: (name: string, where: string, nearest: string | undefined): ProblemText => ({
    what: `There is no scenario ${quoted(name)}.`,
    where,
    mend: didYouMean(nearest, 'All of them: brownout list scenarios. The name of a script ends in .json.'),
  }),
  unservable: (name: string | null, where: string, reason: string): ProblemText => ({
    what: `${name === null ? 'The script' : quoted(name)} cannot be served: ${reason}.`,
    where,
    mend: 'Mend the script; with --tls every origin speaks TLS.',
  }),
  portInUse: (host: string, port: number): ProblemText => ({
    what: `Port ${port} is in use.`,
    where: `${host}:${port}`,
    mend: 'Choose another with --port, or take any free one: --port 0',
  }),
  noAddress: (host: string, reason: string): ProblemText => ({
    what: `Nothing can listen on ${quoted(host)}: ${reason}.`,
    where: `--host ${host}`,
    mend: 'Give an address of this machine: 127.0.0.1, ::1, 0.0.0.0 for all of them.',
  }),
  hostNeedsToken: (host: string): ProblemText => ({
    what: `${quoted(host)} is open to other machines, and nothing would ask who they are.`,
    where: `--host ${host}`,
    mend: 'Add --token: then every request needs the token that is printed. Or leave --host out.',
  }),
  weakToken: (name: string): ProblemText => ({
    what: 'A token has 16 to 200 letters, digits, - and _, or others could guess it.',
    where: name,
    mend: `Give a longer one, or leave ${name} out: then one is drawn.`,
  }),
}
