import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { reference } from "./contract.mts";

const site = join(dirname(fileURLToPath(import.meta.url)), "..");
const root = join(site, "..");

/** Copies of the documents, next to the libraries of the site. */
export const pages = join(site, "target", "pages");

const README = "README.md";
const CONTRACT = "service/src/main/resources/io/graphrecall/service/http/openapi.yaml";
const LINK = /\[([^\]]+)\]\(([^)\s]+)\)/g;

/** The documents of the site, as paths in the repository. */
export const documents = [
  README,
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "benchmarks/peers/README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

/** Returns the file that a link of a document leads to, as a path in the repository; undefined for a web address. */
export function target(document: string, link: string): string | undefined {
  const file = link.replace(/#.*/, "");
  return file === "" || /^[a-z]+:/.test(file) ? undefined : relative(root, join(root, dirname(document), decodeURI(file)));
}

/** Returns the path of the page of a file in the site. Files that are no documents have a page with their text. */
export function page(file: string): string {
  if (file === README) {
    return "index.md";
  }
  return documents.includes(file) ? file.replace(/^docs\//, "") : `source/${file.replace(/[/.]/g, "-")}.md`;
}

export const text = (file: string) => readFileSync(join(root, file), "utf8");

/** The files that documents link to and that are no documents. */
export const sources = [
  ...new Set(
    documents
      .flatMap((document) => [...text(document).matchAll(LINK)].map((link) => target(document, link[2]!)))
      .filter((file): file is string => file !== undefined && !documents.includes(file) && !file.endsWith(".png"))
      .filter((file) => existsSync(join(root, file)) && statSync(join(root, file)).isFile()),
  ),
];

/** Returns the documents that the README lists for a purpose. */
export function listed(purpose: string): string[] {
  const row = text(README).split("\n").find((line) => line.startsWith(`| ${purpose} | `)) ?? "";
  return [...row.matchAll(LINK)].map((link) => link[2]!);
}

export const title = (document: string) => /^# (.*)$/m.exec(text(document))?.[1] ?? document;

/** Copies the documents with their pictures, and writes a page for each source file. */
export function copyPages(): void {
  rmSync(pages, { recursive: true, force: true });
  cpSync(join(root, "docs"), join(pages, "docs"), { recursive: true });
  writeFileSync(join(pages, "api.md"), reference(text(CONTRACT)));
  for (const document of documents) {
    cpSync(join(root, document), join(pages, document));
  }
  mkdirSync(join(pages, "source"));
  for (const file of sources) {
    const code = `\`\`\`\`${extname(file).slice(1)}\n${text(file)}\n\`\`\`\`\n`;
    writeFileSync(join(pages, page(file)), `---\nsearch: false\naside: false\n---\n# ${file}\n\n${code}`);
  }
}
