import { live as english } from '../en/live.ts'
import type { Messages } from '../index.ts'
import { duration } from '../format.ts'
import { count, list } from './format.ts'

const { usd } = english

/** What a live command says before and after. */
export const live: Messages['live'] = {
  usd,
  plan: (facts) => ({
    lines: [
      `Kế hoạch  ${[
        list(facts.models),
        facts.calls === null ? 'gọi cho đến hết thời gian' : count(facts.calls, 'lời gọi'),
        ...(facts.attemptsAtMost === null ? [] : [`tối đa ${count(facts.attemptsAtMost, 'request')}`]),
        `max_tokens ${facts.maxTokens}`,
      ].join(', ')}`,
      `Giá       ${[
        facts.atMostPicoUsd === null
          ? 'không có giới hạn nào ngoài mức trần'
          : `tối đa ${usd(facts.atMostPicoUsd)} (dùng hết token, retry hết mức)`,
        ...(facts.likelyPicoUsd === null ? [] : [`có thể ${usd(facts.likelyPicoUsd)}`]),
        `trần ${usd(facts.capPicoUsd)}`,
      ].join('   ')}`,
      `          giá: ${facts.pricesFrom}, ngày ${facts.pricedOn}. Lượt chạy dừng khi chạm trần${
        facts.maxRequests === null ? '' : `, và sau ${count(facts.maxRequests, 'request')}`
      }${facts.maxDurationMs === null ? '' : `, và sau ${duration(facts.maxDurationMs)}`}.`,
      `LIVE      request và prompt được gửi đến ${facts.host}, và bị tính tiền ở đó.`,
    ],
    question: 'Bắt đầu? [y/N] ',
  }),
  reached: {
    'max-cost': (spentPicoUsd, capPicoUsd) =>
      `Đã chạm trần ${usd(capPicoUsd)} (đã chi ${usd(spentPicoUsd)}): không bắt đầu thêm gì nữa.`,
    'max-requests': (requests) => `Đã gửi ${count(requests, 'request')}, đúng mức tối đa: không bắt đầu thêm gì nữa.`,
  },
}
