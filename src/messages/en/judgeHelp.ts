/** `brownout judge --help`. */
export const judgeHelp = (shared: string) => `brownout judge --exec CMD [patterns..]: judge any program, in any
language. For each case it starts a faulty upstream and the program, on this
machine, and says pass, non-strict, fail, hang or unknown.

Examples
  brownout judge --exec 'python3 app.py'
  brownout judge --exec 'node app.mjs' rate-limit 'net-*' --jobs 2
  brownout judge --exec ./app --map BACKUP=2 auth-401
  brownout judge --exec 'node app.mjs' --gc net-silent

Without a pattern the cases of the published table. The program is given
OPENAI_BASE_URL, OPENAI_API_KEY, BROWNOUT_MODELS and more, a call a line of JSON
on stdin, and says how each ended in a line on stdout. One that makes a call and
exits is judged by the wire and its exit code. All of it: docs/judge.md

Flags
      --exec CMD           the program, as it is typed into a shell
      --protocol NAME      lines, none, or auto: as it speaks on a good day,
                           which is asked first; default auto
      --models NAMES       the models that it asks for, in order, if it does not
                           read BROWNOUT_MODELS
      --map NAME=MODEL     another base URL: NAME_BASE_URL, NAME_API_KEY and
                           NAME_MODEL for a model of the chain, or for its place
                           in it, from 1; repeated, or with commas
      --jobs N             cases at a time; default twice the cores
      --time-limit N       seconds for a case; default 30
      --concurrency N      so many callers at once, where a case has one
      --gc                 Node's garbage collector every few ms: time limits
                           that it can take away are lost
      --clock-skew TIME    its wall clock is wrong: +2h, -90s
      --seed N             same seed, same chances; default 7; random draws one
      --reporter NAMES     instead of json, junit, html, png, trace
      --add-reporter NAMES beside them
      --out DIR            where the results go; default reports
      --json               the report on stdout, and nothing else there
  -q, --quiet              only what broke and the sum
${shared}
      --lang vi            results, help and errors in Vietnamese; default en
  -h, --help               this help

Exit codes
  0 no case failed   1 a case is fail or hang   3 nothing could be decided`
