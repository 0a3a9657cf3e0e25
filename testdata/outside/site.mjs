// Uses a catalogue as a reader does, from a folder or over plain http, and prints as
// JSON what it answered. Usage: node site.mjs FOLDER CHROMIUM SITE FILE..., where
// node_modules lies in FOLDER; each FILE is put to "Is my copy genuine?".
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, executablePath, site, ...files] = process.argv.slice(2);
const { chromium } = createRequire(`${folder}/`)("playwright-core");
const server = createServer((request, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(readFileSync(join(site, decodeURI(request.url))));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const hosts = {
  file: pathToFileURL(site).href + "/",
  // A name that is not "localhost", so that the browser does not take it for secure.
  http: `http://catalogue.test:${server.address().port}/`,
};
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--host-resolver-rules=MAP catalogue.test 127.0.0.1"] });
const result = { complaints: [], requests: [] };
for (const [host, base] of Object.entries(hosts)) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1024 } });
  page.on("console", (m) => result.complaints.push(m.text()));
  page.on("pageerror", (e) => result.complaints.push(String(e)));
  page.on("request", (r) => r.isNavigationRequest() || r.url().endsWith("/favicon.ico") || result.requests.push(r.url()));

  await page.goto(base + "index.html");
  const rows = () => page.locator("tbody tr:visible th").allTextContents();
  const searches = { "": await rows() };
  for (const words of ["ULCERS", "skin-care", "podiatry proposal", "nothing of this"]) {
    await page.getByLabel("Search the catalogue").fill(words);
    searches[words] = [...(await rows()), await page.getByRole("status").textContent()];
  }

  await page.goto(base + "genuine.html");
  const answers = [];
  for (const file of files) {
    await page.getByLabel("The file to compare").setInputFiles(file);
    await page.locator("#answer[data-answer]").waitFor();
    answers.push((await page.locator("#answer").getAttribute("data-answer")) + ": " + (await page.getByRole("status").innerText()));
  }
  result[host] = { searches, answers, secure: await page.evaluate(() => isSecureContext && !!crypto.subtle) };
  await page.close();
}
const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await plain.goto(hosts.file + "index.html");
result.plain = { rows: await plain.locator("tbody tr:visible").count(), search: await plain.locator("input:visible").count() };
await browser.close();
server.close();
console.log(JSON.stringify(result));
