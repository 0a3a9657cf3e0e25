// Opens pages in headless Chromium and prints as JSON, for each of them, what axe
// and html-validate find wrong, what the page asked for besides itself, and
// whether it is wider than its window at four times its size.
// Usage: node axe.mjs FOLDER CHROMIUM PAGE..., where node_modules lies in FOLDER.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { chromium } = require("playwright-core");
const { HtmlValidate } = require("html-validate");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const schemes = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast"] }, // where there is another look in the dark; the rest is the same
};

const markup = new HtmlValidate({ extends: ["html-validate:recommended"] });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const results = [];
for (const file of pages) {
  const result = { axe: [], markup: [], requests: [], complaints: [], passes: 0 };
  const page = await browser.newPage({ viewport: { width: 1280, height: 1024 } });
  const own = pathToFileURL(file).href;
  page.on("request", (r) => r.url() !== own && result.requests.push(r.url()));
  page.on("console", (m) => result.complaints.push(m.text()));
  await page.goto(own);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.evaluate(axe);
  const dark = readFileSync(file, "utf8").includes("prefers-color-scheme");
  for (const [colorScheme, runOnly] of Object.entries(schemes).slice(0, dark ? 2 : 1)) {
    await page.emulateMedia({ colorScheme });
    const options = { runOnly, selectors: false, resultTypes: ["violations"] }; // nobody reads more, and it takes long
    const found = await page.evaluate((options) => axe.run(document, options), options);
    result.axe.push(...found.violations.map((v) => v.id));
    result.passes += found.passes.length;
  }
  await page.setViewportSize({ width: 320, height: 256 });
  result.wide = await page.evaluate(() => document.documentElement.scrollWidth > 320);
  await page.close();
  const report = await markup.validateFile(file);
  result.markup = report.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`));
  results.push(result);
}
await browser.close();
console.log(JSON.stringify(results));
