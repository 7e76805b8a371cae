import type { Difference } from '../../en/errors/merge.ts'
import { number } from '../../format.ts'
import type { Messages } from '../../index.ts'
import { count, list } from '../format.ts'

const shards = (of: number) => (of === 1 ? 'cả lượt chạy' : `một shard trong ${number(of)}`)
const difference = ({ path, one = 'không có', other = 'không có' }: Difference) => `${path} (${one}, ${other})`

/** Why runs are not merged. */
export const merge: Messages['errors']['merge'] = {
  otherPlan: (one, other, differences) => ({
    what: `Đây là các lượt chạy của những kế hoạch khác nhau: ${list(differences.map(difference), 4)}.`,
    where: `${one} và ${other}`,
    mend: 'Gộp các shard của cùng một kế hoạch: mỗi máy cùng một lệnh, chỉ khác --shard.',
  }),
  otherSplit: (one, ofOne, other, ofOther) => ({
    what: `Một bên là ${shards(ofOne)}, bên kia là ${shards(ofOther)}: lời gọi của chúng chồng lên nhau.`,
    where: `${one} và ${other}`,
    mend: 'Gộp các shard của cùng một cách chia, như --shard 1/3, 2/3 và 3/3.',
  }),
  contradiction: (call, one, other) => ({
    what: `Lời gọi ${number(call)} có trong cả hai lượt chạy với nội dung khác nhau: nó đã được gọi hai lần.`,
    where: `${one} và ${other}`,
    mend: 'Bỏ một bên: shard nào được đo hai lần thì chỉ lấy một lượt chạy.',
  }),
  stillRunning: (path, pid) => ({
    what: `Lượt chạy này chưa xong: tiến trình ${pid} đang ghi vào nó.`,
    where: path,
    mend: 'Đợi nó, hoặc dừng nó trước.',
  }),
  nothing: (folders) => ({
    what: `Không lời gọi nào được ghi trong ${count(folders, 'lượt chạy')}: không có gì để gộp.`,
    where: 'brownout merge',
    mend: 'Đưa thư mục của các lượt chạy đã đo được gì đó.',
  }),
}
