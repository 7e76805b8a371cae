/** `brownout doctor --help`. */
export const doctorHelp = (
  shared: string,
) => `brownout doctor: whether this machine can measure: Node, disk, loopback, proxy,
certificates, clock, CPU, fonts, and the meter itself against a known delay.
Sends nothing beyond this machine, unless --live is typed.

Examples
  brownout doctor
  brownout doctor --live                 the provider and its key, too
  brownout doctor --json

Flags
      --live               ask the provider for its list of models (which nobody
                           bills), first without the key, then with it
      --base-url URL       another provider than the config's; default
                           https://api.holysheep.ai/v1
      --confirm-live HOST  in a CI job, with --live: the host, by name
      --key-file FILE      the key, instead of the environment
      --key-stdin          the key, from the standard input
      --ca FILE            a certificate authority (PEM) to trust, too
      --out DIR            where results would go; default reports
      --json               what was found on stdout, and nothing else there
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 nothing in the way, warnings or not   4 --live lacks something
  5 something is broken`
