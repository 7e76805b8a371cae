import { quoted } from '../../en/errors/problemText.ts'
import { number } from '../../format.ts'
import type { Messages } from '../../index.ts'
import { count } from '../format.ts'

const expectedInJson = {
  value: 'một giá trị',
  key: 'một khóa trong dấu nháy kép',
  colon: 'dấu hai chấm',
  'comma or }': 'dấu phẩy hoặc }',
  'comma or ]': 'dấu phẩy hoặc ]',
  'closing quote': 'dấu nháy đóng chuỗi',
  escape: 'một ký tự escape mà JSON có',
  end: 'hết văn bản',
}

const mendsOfJson: readonly (readonly [sign: RegExp, mend: string])[] = [
  [/^[}\]]/, 'JSON không có dấu phẩy trước dấu ngoặc đóng.'],
  [/^(\/\/|\/\*|#)/, 'JSON không có chú thích.'],
  [/^'/, 'JSON chỉ dùng dấu nháy kép.'],
]

const nouns: Readonly<Record<string, string>> = { script: 'Script', 'file of prompts': 'File prompt' }
const nounOf = (noun: string) => nouns[noun] ?? noun
const givePath = 'Đưa đường dẫn của một script, hoặc tên của một kịch bản: brownout list scenarios'
const fewerRules = 'Dùng ít rule hơn: một rule với { "first": 1000 } làm được việc của một nghìn rule.'

/** Of a script in JSON. */
export const script: Messages['errors']['script'] = {
  noFile: (file) => ({
    what: `Không có file ${quoted(file)}.`,
    where: `brownout serve ${file}`,
    mend: givePath,
  }),
  notAFile: (file) => ({
    what: `${quoted(file)} không phải file.`,
    where: `brownout serve ${file}`,
    mend: givePath,
  }),
  tooLarge: (file, bytes, most) => ({
    what: `Script có ${number(bytes)} byte; tối đa là ${number(most)}.`,
    where: file,
    mend: fewerRules,
  }),
  notText: (file, noun) => ({
    what: `${nounOf(noun)} không phải văn bản UTF-8.`,
    where: file,
    mend: 'Lưu lại dưới dạng UTF-8.',
  }),
  notJson: (place, expected, found, noun) => ({
    what: `${nounOf(noun)} không phải JSON: cần ${expectedInJson[expected]}, gặp ${found === '' ? 'chỗ trống' : quoted(found)}.`,
    where: place,
    mend: mendsOfJson.find(([sign]) => sign.test(found))?.[1] ?? 'Sửa dòng đó.',
  }),
  keyTwice: (path, file, lines) => ({
    what: `${path} có hai lần, ở dòng ${lines[0]} và dòng ${lines[1]}: chỉ lần cuối có tác dụng.`,
    where: `${file}:${lines[1]}`,
    mend: 'Gộp lại làm một, hoặc đặt tên khác cho một bên.',
  }),
  tooManyRules: (place, rules, most) => ({
    what: `Script có ${count(rules, 'rule')}; tối đa là ${number(most)}.`,
    where: place,
    mend: fewerRules,
  }),
  ownName: (path, place, name) => ({
    what: `${path} mang tên ${quoted(name)}, tên mà JavaScript dùng cho việc khác.`,
    where: place,
    mend: 'Đặt tên khác, hoặc bỏ nó ra.',
  }),
  servedTwice: (path, place, model, origin) => ({
    what: `${path} phục vụ ${quoted(model)}, mà origin ${quoted(origin)} đã phục vụ.`,
    where: place,
    mend: 'Một mô hình ở tại một origin: bỏ nó khỏi origin kia, hoặc đặt tên khác ở đó.',
  }),
  servedByNone: (path, place, model, origin) => ({
    what: `Không origin nào phục vụ ${path}.`,
    where: place,
    mend: `Thêm ${quoted(model)} vào origins.${origin}.serves, hoặc vào serves của origin khác.`,
  }),
  noTime: (path, place, [from, to]) => ({
    what: `${path} đi từ ${number(from)} đến ${number(to)}, nên không bao giờ xảy ra.`,
    where: place,
    mend: 'Số đầu là lúc bắt đầu, số sau là lúc kết thúc, tính bằng ms.',
  }),
}
