/** `brownout show --help`. */
export const showHelp: string = `brownout show [run]: shows a run's page and files to a browser of this machine.
Without a name: the latest run. Only who has the address it prints, with its
random token, sees anything; nothing leaves this machine. ^C ends it.

Examples
  brownout show
  brownout show k3 --open               the run whose name ends so

Flags
      --open               opens the address in your browser; else nobody does
      --port N             where it listens; default any free port
      --out DIR            where runs are looked for; default reports
      --config FILE        a config; default bench.config.ts (or .js, .mjs), if
                           there is one
      --no-config          without the config
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 stopped   2 there is no run   5 the port is taken`
