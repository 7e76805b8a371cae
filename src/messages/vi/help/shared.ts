/** Flags that many commands take. */
export const config: string = `      --config FILE        file cấu hình; mặc định bench.config.ts (hoặc .js,
                           .mjs), nếu có
      --no-config          không dùng file cấu hình`

export const closing: string = `      --lang vi            kết quả, trợ giúp và lỗi bằng tiếng Việt; mặc định en
  -h, --help               trang trợ giúp này`

export const results: string = `      --reporter NAMES     thay cho json, junit, html, png, trace
      --add-reporter NAMES thêm vào các loại đó
      --out DIR            nơi ghi kết quả; mặc định reports`

export const seed: string = `      --seed N             cùng seed thì cùng ngẫu nhiên; mặc định 7; random thì
                           chọn bừa một số`
