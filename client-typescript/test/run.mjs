// Runs the compiled tests against the service at RECALL_URL with the key RECALL_API_KEY. Without RECALL_URL, it builds a
// small simulated world in target/home and serves it with a key of its own on a free port.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = join(root, "target", "home");
const program = join(root, "..", "recall");
const KEY = "key-of-the-tests";
const END = "2025-07-01T00:00:00Z";

function build() {
  const recall = (...words) => execFileSync(program, ["--home", home, ...words], { stdio: "inherit" });
  recall("world", join(home, "world"), "--users", "120", "--contents", "200", "--events", "4000", "--no-media", "--end", END);
  recall("demo", "--once", "--port", "0");
}

function serve() {
  const service = spawn(program, ["--home", home, "serve", "--port", "0", "--as-of", END], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, CONFIG_FORCE_recall_http_api__keys_0: KEY },
  });
  const address = new Promise((resolve, reject) => {
    let output = "";
    service.stdout.on("data", (text) => {
      output += text;
      const found = /Serving at (http\S+)/.exec(output);
      if (found) {
        resolve(found[1]);
      }
    });
    service.on("exit", (code) => reject(new Error(`the service ended with ${code}:\n${output}`)));
  });
  return { service, address };
}

function test(environment) {
  const folder = join(root, "target", "test");
  const files = readdirSync(folder).filter((file) => file.endsWith(".test.js")).map((file) => join(folder, file));
  const tests = spawn(process.execPath, ["--test", ...files], {
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  return new Promise((resolve) => tests.on("exit", (code) => resolve(code ?? 1)));
}

if (process.env.RECALL_URL) {
  process.exitCode = await test({});
} else {
  if (!existsSync(join(home, "generations"))) {
    build();
  }
  const { service, address } = serve();
  try {
    process.exitCode = await test({ RECALL_URL: await address, RECALL_API_KEY: KEY });
  } finally {
    service.kill();
  }
}
