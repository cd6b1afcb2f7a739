// How the headless package is used, as the compiler sees it. Lines that must not compile say so.
import { Field39Error, explain, load, loadSync, unpack, type Answer, type ErrorCode, type ExtraCode, type Field } from "field39";
import { load as loadByUrl } from "field39/url";
import zh from "field39/lang/zh-Hans";
import en from "field39/lang/en";

export async function answers(dump: string, bytes: Uint8Array, module: WebAssembly.Module): Promise<Answer[]> {
  const field39 = await load({ lang: [zh, import("field39/lang/en"), await unpack(en)] });
  const other = await loadByUrl({ wasm: fetch("/core.wasm"), integrity: "sha256-…" });
  const same = loadSync(bytes, { lang: [await unpack(en)] });
  const still: typeof same = loadSync(module);
  await load({ instantiate: async (imports) => WebAssembly.instantiate(module, imports) });
  await load({ wasm: module });
  await load({ instantiate: (imports) => new WebAssembly.Instance(module, imports) });

  const extraCodes: ExtraCode[] = [{ code: "R0", verdict: "shop-fix", title: "t", meaning: "m", source: "s", contact: "c" }];
  const explanation = field39.explain(dump, { locale: "zh-Hans", defaultSystem: "unionpay-pos", extraCodes });
  const names: string[] = other.systems.map((system) => system.key);
  const label: string = same.labels({ locale: "zh" }).verdict["fix-now"];
  const paths = (fields: Field[]): string[] => fields.flatMap((field) => [field.path, ...paths(field.children)]);
  const decoded = field39.decode(bytes, { unmask: false });
  const found: string[] = decoded.messages.flatMap((message) => paths(message.fields));
  const hit: number = field39.search("funds", { systems: names, limit: 3 })[0]!.score;
  const asOf: string | undefined = explanation.answers[0]?.again.channels[0]?.asOf;
  void [still, label, found, hit, asOf];
  return (await explain("51", { locale: "zh-CN" })).answers;
}

export function named(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Field39Error)) return undefined;
  if (error.code === "bad-codes") console.error(error.row, error.property, error.expected, error.found);
  return error.code;
}

// @ts-expect-error a verdict that there is not
export const wrongVerdict: ExtraCode = { code: "R0", verdict: "failed", title: "t", meaning: "m", source: "s" };
// @ts-expect-error a row without a source
export const noSource: ExtraCode = { code: "R0", verdict: "stop", title: "t", meaning: "m" };
// @ts-expect-error packs, not names of languages
void load({ lang: ["zh-Hans"] });
// @ts-expect-error an error that there is not
export const code: ErrorCode = "oops";
