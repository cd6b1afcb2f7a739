// The headless package on a server, with the types of Node alone: nothing of a page is known here.
import { readFile } from "node:fs/promises";
import { load, loadSync, unpack, type Verdict } from "field39";
import zh from "field39/lang/zh-Hans";

export async function verdicts(codes: string[]): Promise<(Verdict | undefined)[]> {
  const field39 = await load({ lang: [zh] });
  return codes.map((code) => field39.explain(code).answers[0]?.verdict);
}

export async function fromBytes(path: string): Promise<string> {
  const field39 = loadSync(await readFile(path), { lang: [await unpack(zh)] });
  return field39.decode(await readFile(path)).messages[0]?.dialect ?? "";
}
