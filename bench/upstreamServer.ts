// One server of `upstream.ts` in a process of its own. Told what to answer, it gives its port; asked again, its CPU so far.
import { servers, type Answers, type ServerName } from './upstreamServers.ts'

const open = servers[process.argv[2] as ServerName]
let opened = false

process.on('message', (answers: Answers) => {
  if (!opened) {
    opened = true
    void open(answers).then((port) => process.send!(port))
    return
  }
  const { user, system } = process.cpuUsage()
  process.send!(user + system)
})
process.on('disconnect', () => process.exit())
