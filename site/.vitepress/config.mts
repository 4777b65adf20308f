import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type DefaultTheme } from "vitepress";
import { copyPages, documents, listed, page, pages, target, text, title } from "./documents.mts";

copyPages();

const icon = `data:image/svg+xml;base64,${btoa(text("console/src/main/resources/io/graphrecall/console/icon.svg"))}`;

const group = (name: string, purpose: string, more: DefaultTheme.SidebarItem[] = []): DefaultTheme.SidebarItem => ({
  text: name,
  items: [...listed(purpose).map((file) => ({ text: title(file), link: `/${page(file)}` })), ...more],
});

/** Anchors as code hosts derive them, so that links to headings work there and here. */
const slugify = (heading: string) =>
  heading.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");

/** Fails if a link leads to an anchor that its page lacks. VitePress itself fails for a missing page. */
function checkAnchors(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  const pages = new Map(files.map((file) => [`/${file}`, readFileSync(join(folder, file), "utf8")]));
  const dead = [...pages].flatMap(([from, html]) =>
    [...html.matchAll(/<a [^>]*href="(\/[^"#]*|)#([^"]+)"/g)]
      .map(([, to, anchor]) => [to === "" ? from : to!.replace(/\/$/, "/index.html"), decodeURIComponent(anchor!)] as const)
      .filter(([to, anchor]) => !pages.get(to)?.includes(` id="${anchor}"`))
      .map(([to, anchor]) => `${from} -> ${to}#${anchor}`),
  );
  if (dead.length > 0) {
    throw new Error(`dead links:\n${dead.join("\n")}`);
  }
}

export default defineConfig({
  title: "graph-recall",
  description: "Recall for content recommendation, by meaning, on a graph",
  head: [["link", { rel: "icon", href: icon }]],
  srcDir: "target/pages",
  rewrites: Object.fromEntries(documents.map((file) => [file, page(file)])),
  outDir: "target/site",
  cacheDir: "target/cache",
  markdown: {
    languageAlias: { conf: "properties" },
    anchor: { slugify },
    config(md) {
      md.core.ruler.push("repository-links", (state) => {
        const document = (state.env.realPath ?? state.env.path).slice(pages.length + 1);
        const links = state.tokens.flatMap((token) => token.children ?? []).filter((token) => token.type === "link_open");
        for (const link of links) {
          const href = link.attrGet("href") ?? "";
          const file = target(document, href);
          if (file) {
            link.attrSet("href", `/${page(file)}${/#.*$/.exec(href)?.[0] ?? ""}`);
          }
        }
      });
      const fence = md.renderer.rules.fence!;
      md.renderer.rules.fence = (tokens, index, ...rest) =>
        tokens[index]!.info.trim() === "mermaid"
          ? `<Drawing code="${encodeURIComponent(tokens[index]!.content)}" />`
          : fence(tokens, index, ...rest);
    },
  },
  themeConfig: {
    logo: icon,
    outline: [2, 3],
    search: { provider: "local" },
    nav: [
      { text: "Tutorial", link: "/tutorial" },
      { text: "How-to guides", link: "/how-to/run-a-service", activeMatch: "/how-to/" },
      { text: "Reference", link: "/reference/http", activeMatch: "/reference/" },
      { text: "Explanation", link: "/ARCHITECTURE", activeMatch: "/explanation/|/ARCHITECTURE" },
      { text: "API", link: "/api" },
    ],
    sidebar: [
      { text: "graph-recall", link: "/" },
      group("Tutorial", "learn"),
      group("How-to guides", "do"),
      group("Reference", "look up", [{ text: "API", link: "/api" }]),
      group("Explanation", "understand"),
      group("Contribute", "contribute"),
    ],
  },
  buildEnd: (site) => checkAnchors(site.outDir),
});
