import type { Messages } from '../../index.ts'

/** Of clients under test. */
export const targets: Messages['errors']['targets'] = {
  ownNetwork: (target) => ({
    what: `${target} có mạng riêng, mà ngày ngẫu nhiên chạy trên đồng hồ ảo.`,
    where: `brownout explore --target ${target}`,
    mend: `Chạy nó trên socket thật: brownout test --target ${target} --world loopback`,
  }),
  notReady: (target, why) => ({
    what: `Không chạy được ${target} ở đây: ${why}`,
    where: `--target ${target}`,
    mend: 'Sửa điều nó nói, hoặc bỏ target này.',
  }),
}
