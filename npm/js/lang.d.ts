// A language pack: `import zh from "field39/lang/zh-Hans"`.
import type { LanguagePack } from "./index.js";
declare const pack: LanguagePack;
export default pack;
