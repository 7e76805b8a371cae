import { readFileSync } from 'node:fs'
import { catalogue } from '../../../src/faults/index.ts'
import { atOnce, head } from '../http.ts'
import { response } from '../response.ts'

const { errorPage } = catalogue

const titles = [
  [502, 'Bad gateway'],
  [504, 'Gateway time-out'],
  [520, 'Web server is returning an unknown error'],
  [521, 'Web server is down'],
  [522, 'Connection timed out'],
  [523, 'Origin is unreachable'],
  [524, 'A timeout occurred'],
] as const

const template = readFileSync(new URL('../pages/cloudflare.txt', import.meta.url), 'latin1')

/** Of the first request: the ray id counts them. */
const ray = '8f1c000000000000'

function fromCloudflare(status: number, title: string): string {
  const html = template
    .replaceAll('{{status}}', String(status))
    .replaceAll('{{title}}', title)
    .replaceAll('{{ray}}', ray)
  const headers = {
    'content-type': 'text/html; charset=UTF-8',
    'cache-control': 'private, no-store',
    server: 'cloudflare',
    'cf-ray': `${ray}-FRA`,
    'content-length': html.length,
  }
  return head(status, headers) + html
}

function fromNginx(status: number, title: string): string {
  const line = `${status} ${title}`
  const html = `<html>\r\n<head><title>${line}</title></head>\r\n<body>\r\n<center><h1>${line}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
  return head(status, { 'content-type': 'text/html', server: 'nginx', 'content-length': html.length }) + html
}

export const pages = {
  errorPage: titles.flatMap(([status, title]) => [
    response({ fault: errorPage({ status }), pieces: atOnce(fromCloudflare(status, title)), ending: 'reuse' }),
    response({
      fault: errorPage({ status, form: 'nginx' }),
      pieces: atOnce(fromNginx(status, title)),
      ending: 'reuse',
    }),
  ]),
}
