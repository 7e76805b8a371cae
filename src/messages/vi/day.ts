import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count, list } from './format.ts'

/** A scenario as a reader takes it in. */
export const day: Messages['day'] = {
  labels: { upstream: 'upstream', calls: 'lời gọi', policy: 'cam kết' },
  healthy: (models) => `${list(models, 4)}: như ngày thường`,
  rules: (name, rules) => `${name}: ${rules.join('; sau đó ')}`,
  origin: (name, models, traits) => `${name} (${[list(models, 3), ...traits].join(', ')})`,
  key: (name) => `key ${name}`,
  tls: 'TLS',
  http2: 'HTTP/2',
  when: {
    always: 'luôn luôn',
    first: (requests) => (requests === 1 ? 'lần đầu tiên' : `${number(requests)} lần đầu`),
    after: (requests) => (requests === 0 ? 'luôn luôn' : `từ request thứ ${number(requests + 1)}`),
    during: (fromMs, toMs) => `từ ${duration(fromMs)} đến ${duration(toMs)}`,
    probability: (chance) => `${number(Math.round(chance * 1000) / 10)} % số lần`,
  },
  bent: (when, fault, options) => [`${when} ${fault}`, ...options].join(' '),
  option: (name, value) => `${name}=${value}`,

  instances: (instances) => count(instances, 'client'),
  load: (type, options) => [type, ...options].join(' '),
  caller: {
    stream: 'stream',
    aborts: (afterMs, every) =>
      `${every === 1 ? 'mỗi lời gọi' : `cứ ${number(every)} lời gọi thì một lời gọi`} bị hủy sau ${duration(afterMs)}`,
    leaves: (pieces) => `rời đi sau ${count(pieces, 'mẩu')}`,
    reads: (delayMs) => `đọc tiếp sau ${duration(delayMs)}`,
    maxTokens: (tokens) => `max_tokens ${number(tokens)}`,
    keyEnding: 'khoảng trắng thừa sau key',
    wallJump: (byMs) => `đồng hồ hệ thống nhảy ${byMs < 0 ? '-' : ''}${duration(Math.abs(byMs))}`,
  },

  deadline: (ms) => `hạn chót ${duration(ms)}`,
  attempts: (perCall, perEndpoint) =>
    [
      ...(perCall === undefined ? [] : [count(perCall, 'lần thử')]),
      ...(perEndpoint === undefined ? [] : [`${number(perEndpoint)} mỗi endpoint`]),
    ].join(', '),
  backoff: (initialMs, capMs) => `backoff từ ${duration(initialMs)} đến ${duration(capMs)}`,
  setting: (name, value) => `${name} ${value}`,
  settings: (name, settings) => `${name} (${settings.join(', ')})`,
  limits: (limits) => `giới hạn thời gian ${limits.join(', ')}`,
  limit: (name, ms) => `${name === null ? '' : `${name} `}${duration(ms)}`,
}
