// What the command says about itself, in both languages. Everything about payments comes from the packs.
export const EXIT = { answered: 0, nothing: 1, usage: 2, broken: 3, failed: 4 };

const en = {
  help: `field39: what a payment response code means, or what a message says

  field39 <code or words>          field39 51        field39 "insufficient funds"
  field39 decode [file or text]    field39 decode < dump.txt        - is what is piped in

Options
  --system <key>   whose codes come first, such as unionpay-pos, visa, stripe
  --lang <tag>     en or zh-Hans; otherwise LC_ALL, LC_MESSAGES or LANG
  --json           JSON: always an Explanation, as the types describe it; a message is its \`decoded\`
  --systems        the keys of all systems
  --version        versions of the program and of its data
  --help           this text

Text may be UTF-8, UTF-16 or GBK; a file may also hold a message's own bytes.
Card data is always hidden. Pipe messages in rather than typing them after the command:
shells keep what is typed. Colours appear on a terminal only, and not with NO_COLOR.

Exit codes
  0  answered: also when the answer is "not paid" or "not in the published tables"
  1  nothing found
  2  the command was not understood
  3  a message was read, but it is broken
  4  the program could not run`,
  again: "Again?",
  say: "Say to the customer",
  elsewhere: "Elsewhere",
  sources: "Sources",
  contact: "Contact",
  level: "level",
  misread: "Common misreading",
  checked: "checked",
  suggestions: "Did you mean",
  nothing: "Nothing found.",
  noMessage: "No message was found in this.",
  unknownOption: (option) => `unknown option${option}; --help lists them`,
  needsValue: (option) => `${option} needs a value`,
  unknownSystem: "no system has this key; --systems lists them",
  unknownLanguage: "no words in this language; there are en and zh-Hans",
  tooMany: "decode takes one file, a message, or what is piped in",
  noFile: "there is no such file to read, and no message in what was typed",
  noOutput: "the answer cannot be written",
  noInput: "nothing to read: name a code, or pipe a message into `field39 decode`",
};

const zh = {
  help: `field39：支付应答码是什么意思，报文里写了什么

  field39 <代码或文字>             field39 51        field39 余额不足
  field39 decode [文件或报文]      field39 decode < dump.txt        - 表示管道送入的内容

选项
  --system <键>    哪个体系的代码排在前面，如 unionpay-pos、visa、stripe
  --lang <语言>    en 或 zh-Hans；不写则看 LC_ALL、LC_MESSAGES、LANG
  --json           以 JSON 输出：总是类型说明里的 Explanation，报文在它的 decoded 里
  --systems        列出所有体系的键
  --version        程序版本和数据版本
  --help           本说明

文本可以是 UTF-8、UTF-16 或 GBK；文件里也可以是报文的原始字节。
卡片数据一律隐藏。报文请用管道送入，不要写在命令后面：命令行会留下记录。
只在终端上显示颜色；设了 NO_COLOR 就不显示。

退出码
  0  有答案（答案是“未成功”或“公开表里没有”也算）
  1  没有找到
  2  命令写法不对
  3  报文读出来了，但有缺损
  4  程序无法运行`,
  again: "能再刷吗？",
  say: "对顾客说",
  elsewhere: "在别处",
  sources: "来源",
  contact: "联系",
  level: "可信度",
  misread: "网上常见误传",
  checked: "核对于",
  suggestions: "您要找的是不是",
  nothing: "没有找到。",
  noMessage: "这里面没有读出报文。",
  unknownOption: (option) => `没有选项${option}；--help 列出全部选项`,
  needsValue: (option) => `${option} 后面要有值`,
  unknownSystem: "没有这个键的体系；--systems 列出全部",
  unknownLanguage: "没有这种语言的文字；有 en 和 zh-Hans",
  tooMany: "decode 只收一个文件、一段报文，或管道送入的内容",
  noFile: "没有读到这个文件，写的内容里也没有读出报文",
  noOutput: "结果写不出去",
  noInput: "没有内容：请写一个代码，或把报文用管道送给 `field39 decode`",
};

/** The words of a language. */
export const words = (locale) => (locale === "zh-Hans" ? zh : en);
