import { list, number } from '../format.ts'

const ms = (value: number) => `${value.toFixed(1)} ms`
const megabytes = (bytes: number) => `${number(Math.round(bytes / 1024 / 1024))} MB`

/** What `brownout doctor` finds, and what to do about it. */
export const doctor = {
  marks: { ok: 'ok', warning: '!', broken: 'x', note: '-' },
  fix: (text: string) => `Fix: ${text}`,
  fine: 'Nothing is in the way of a benchmark.',
  fineWithWarnings: (count: number) =>
    count === 1
      ? 'A benchmark can be run; one thing could be better.'
      : `A benchmark can be run; ${count} things could be better.`,
  broken: (count: number) =>
    count === 1 ? 'One thing is broken: mend it first.' : `${count} things are broken: mend them first, from the top.`,
  threw: (check: string, reason: string) => `The check ${check} came to no end: ${reason}`,
  leftOut: (check: string, restsOn: string) => `${check}: not looked at, as ${restsOn} is broken`,
  fixLeftOut: 'Mend that first.',
  fixThrew: 'Run it again; if that does not help, please report it with this text.',

  config: {
    ok: (file: string) => `${file} is read`,
  },
  node: {
    ok: (version: string, atLeast: string) => `Node ${version} (>= ${atLeast})`,
    old: (version: string, atLeast: string, path: string) =>
      `Node ${version} is too old, ${atLeast} is needed: ${path}`,
    fix: (atLeast: string) => `Install Node ${atLeast} or newer, or bring one with the project: npm i -D node@26`,
  },
  folder: {
    ok: (folder: string, syncMs: number) => `${folder} can be written, fsync ${ms(syncMs)}`,
    notWritable: (folder: string, code: string) => `${folder} cannot be written: the system said ${code}`,
    full: (folder: string, freeBytes: number) => `${folder} has only ${megabytes(freeBytes)} free`,
    slow: (folder: string, syncMs: number) =>
      `${folder} is slow: fsync takes ${ms(syncMs)}, and a benchmark needs it four times a second`,
    fixPlace: 'Make room or allow it there, or choose another folder: --out DIR',
    fixSlow: 'Choose a folder on a local disk: --out DIR',
  },
  loopback: {
    ok: '127.0.0.1 is reachable, and a server there answers',
    broken: (reason: string) => `127.0.0.1 is not reachable: ${reason}`,
    fix: 'Allow connections to this machine itself (in a container or network namespace: ip link set lo up).',
  },
  proxy: {
    none: 'no proxy in the environment',
    outside: (origin: string) => `a proxy in the environment, for what leaves this machine only: ${origin}`,
    inTheWay: (origin: string) =>
      `the proxy ${origin} would be asked for 127.0.0.1, too, by other clients (ours goes straight)`,
    fixInTheWay: 'Leave this machine out: NO_PROXY=localhost,127.0.0.1,::1',
    unusable: (message: string) => `the proxy in the environment cannot be used: ${message}`,
    fixUnusable: 'Mend the variable, or take it out; it is used with --live only.',
  },
  certificates: {
    ok: 'a certificate was made, and verified, on 127.0.0.1',
    broken: (reason: string) => `a certificate of our own was not accepted on 127.0.0.1: ${reason}`,
    fix: "Check this machine's clock, and take NODE_OPTIONS and OPENSSL_CONF out of the environment.",
    notVerified: 'NODE_TLS_REJECT_UNAUTHORIZED=0: other clients believe any certificate (ours does not)',
    fixNotVerified: 'Take it out; name the authority that is to be trusted: NODE_EXTRA_CA_CERTS=FILE, or --ca FILE',
    noExtra: (file: string) => `NODE_EXTRA_CA_CERTS names a file that cannot be read: ${file}`,
    fixExtra: 'Mend the path, or take the variable out: Node goes on without it.',
  },
  wallClock: {
    ok: (today: string, zone: string) => `the clock says ${today}, time zone ${zone}`,
    wrong: (today: string) => `the clock says ${today}: certificates and prices will seem too old, or too new`,
    fix: 'Set the clock: timedatectl set-ntp true',
    jumped: (byMs: number) => `the clock jumped by ${ms(byMs)} while it was watched`,
    fixJumped: 'Wait until it is in step (chronyc tracking, timedatectl); latencies are measured by another clock.',
    noZone: (zone: string) => `TZ=${zone} is no time zone that Node knows: times are shown in UTC`,
    fixZone: 'Give a name such as Asia/Ho_Chi_Minh, or take TZ out.',
  },
  openFiles: {
    ok: (most: number) => (most === Infinity ? 'any number of open files' : `${number(most)} open files at most`),
    few: (most: number) => `only ${number(most)} files may be open, and a call on loopback holds two sockets`,
    fix: 'Allow more (ulimit -n 4096), or have fewer calls out at once: --max-in-flight',
  },
  cpu: {
    ok: (load: number, cores: number) => `CPU load ${load.toFixed(1)} on ${cores} cores`,
    busy: (load: number, cores: number) =>
      `CPU is busy (load ${load.toFixed(1)} on ${cores} cores): a benchmark would be TOO NOISY`,
    fix: 'End what else runs, or wait, and look again.',
  },
  meter: {
    ok: (delayMs: number, p50: number, p99: number) =>
      `meter: ${ms(delayMs)} known delay read as ${ms(p50)} p50 / ${ms(p99)} p99, never below ${ms(delayMs)}`,
    noisy: (delayMs: number, p50: number, p99: number) =>
      `meter: ${ms(delayMs)} known delay read as ${ms(p50)} p50 / ${ms(p99)} p99: a benchmark would be TOO NOISY`,
    fixNoisy: 'End what else runs on this machine, or measure on one with more cores.',
    below: (delayMs: number, least: number) =>
      `meter: ${ms(delayMs)} known delay read as ${least.toFixed(3)} ms: it measures too little`,
    nothing: 'meter: not one call was answered',
    fixBroken: 'Please report it: brownout --version, node --version, and the kind of machine.',
  },
  charts: {
    ok: 'PNG charts can be drawn: there is a canvas, and the font that they bring has Vietnamese letters',
    off: (why: string) => `PNG charts off: ${why} (reports draw their own)`,
    noFont: 'PNG charts would have no text: the canvas draws none',
    noLetters: (missing: readonly string[]) =>
      `PNG charts would show boxes for ${list(missing)}: the font that they bring has none`,
    fixFont: 'Install brownout again: its font (fixtures/fonts) is not whole.',
  },

  live: {
    off: {
      unset: (variable: string) => `live: ${variable} is not set (fine; only --live needs it)`,
      set: (variable: string) => `live: ${variable} is set (not tried: that takes --live)`,
      odd: (variable: string, message: string) => `live: ${variable} is set, and is no key: ${message}`,
      fixOdd: (variable: string) => `Put the key itself into ${variable}.`,
    },
    reached: (host: string, through: string | undefined, tookMs: number, secure: boolean) =>
      `live: ${host} answers ${through === undefined ? 'directly' : `through the proxy ${through}`} in ${Math.round(tookMs)} ms${secure ? ', and its certificate is valid' : ''}`,
    dns: (host: string, code: string) => `live: the name ${host} is not found (DNS: ${code})`,
    fixDns: 'Check the spelling, the connection and the name server; behind a proxy, set HTTPS_PROXY.',
    proxyDown: (proxy: string, code: string) => `live: the proxy ${proxy} cannot be reached (${code})`,
    fixProxyDown: 'Check HTTPS_PROXY; take it out if there is no proxy any more, or name the host in NO_PROXY.',
    proxyRefuses: (proxy: string, said: string) => `live: the proxy ${proxy} does not let it through: ${said}`,
    fixProxyRefuses: 'Give the proxy user and password in HTTPS_PROXY, or ask who runs it to allow the host.',
    refused: (host: string, code: string) => `live: ${host} does not accept the connection (${code})`,
    fixRefused: 'Check the port of the base URL, and whether a firewall or the way out of this network is in between.',
    issuer: (host: string, code: string) =>
      `live: the certificate of ${host} was issued by somebody whom this machine does not know (${code}): TLS is intercepted, or the server has an authority of its own`,
    fixIssuer:
      'If a company proxy does that on purpose, trust its authority: --ca FILE. Otherwise trust nobody here, and send no key.',
    expired: (host: string, code: string, today: string) =>
      `live: the certificate of ${host} is not valid today (${code}; this clock says ${today})`,
    fixExpired: "If the date is wrong, set this machine's clock; else tell the provider.",
    otherName: (host: string, code: string) => `live: who answers for ${host} is somebody else (${code})`,
    fixOtherName: 'Check the base URL; the sign-in page of a network (a hotel, a train) does that, too.',
    noTls: (host: string, code: string) => `live: ${host} speaks no TLS that can be understood (${code})`,
    fixNoTls: 'Check the port of the base URL, and whether something in between answers instead.',
    broke: (host: string, reason: string) => `live: ${host} gave no answer: ${reason}`,
    fixBroke: 'Try again; then check what is in between (a firewall, a proxy), and the status page of the provider.',
    skewed: (seconds: number) =>
      `live: this clock is ${number(Math.abs(seconds))} s ${seconds > 0 ? 'ahead of' : 'behind'} that of the server`,
    fixSkewed: 'Set the clock: timedatectl set-ntp true',
    notSent: 'live: the key was not tried, as nobody could be reached who proved who they are',
    fixNotSent: 'Mend the way first.',
    noKey: (message: string) => `live: ${message}`,
    key: (message: string) => `live: ${message}`,
    fixOfKey: {
      invalid:
        'Copy the key again from the page of the provider, or make a new one; look for blanks and quotes around it.',
      unreachable: 'Check the base URL (it ends in /v1 as a rule), and what is in between.',
      rate_limited: 'Wait, and try again.',
      used_up: 'Top up the account, or wait until its quota begins again.',
    },
    padded: 'live: the key has white space around it; it is used without',
    fixPadded: 'Take the blanks or the line break out of the variable.',
    unlisted: (models: readonly string[], listed: number) =>
      `live: ${list(models, 6)} ${models.length === 1 ? 'is' : 'are'} not among the ${number(listed)} models that are listed for this key`,
    fixUnlisted: 'Mend the ids in the config, under models; the list is that of GET /models.',
  },
}
