// Walks through pages with the tab key in headless Chromium, in a window of 320 by
// 256, which is 1280 by 1024 at four times the size. Prints as JSON what is wrong
// with each: a first stop that does not skip to the main part, a link or a region
// that scrolls which the key never reaches, a stop that cannot be seen to have the
// focus or that lies outside of the window, and a page that is wider than its window.
// Usage: node keyboard.mjs FOLDER CHROMIUM PAGE..., where node_modules lies in FOLDER.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, executablePath, ...pages] = process.argv.slice(2);
const { chromium } = createRequire(`${folder}/`)("playwright-core");

// Runs in the page: everything that the key has to reach gets a number.
function number() {
  const scrolls = (e) => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX);
  const all = [...document.body.querySelectorAll("*")].filter(
    (e) => e !== document.documentElement && (e.matches("a[href], button, input, summary") || scrolls(e)));
  window.reached = new Map(all.map((e) => [e, false]));
  window.looks = new Map(all.map((e) => [e, look(e)]));
  function look(e) {
    const s = getComputedStyle(e);
    return [s.outlineStyle === "none" ? "" : s.outlineColor + s.outlineWidth, s.boxShadow, s.backgroundColor, s.position].join();
  }
  window.look = look;
  return all.length;
}

// Runs in the page, after each stroke of the key.
function stop() {
  const e = document.activeElement;
  if (!window.reached.has(e)) return null;
  if (window.reached.get(e)) return { again: true };
  window.reached.set(e, true);
  const box = e.getBoundingClientRect();
  return {
    name: `${e.localName} ${(e.textContent || e.id).trim().slice(0, 40)}`, href: e.getAttribute("href"),
    seen: window.look(e) !== window.looks.get(e),
    inside: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const results = [];
for (const file of pages) {
  const page = await browser.newPage({ viewport: { width: 320, height: 256 } });
  const wrong = [];
  await page.goto(pathToFileURL(file).href);
  const stops = await page.evaluate(number);
  if (await page.evaluate(() => document.documentElement.scrollWidth > 320)) wrong.push("wider than the window");
  for (let i = 0; i < stops + 5; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(stop);
    if (at === null || at.again) continue;
    if (i === 0 && at.href !== "#main") wrong.push(`the first stop is ${at.name}`);
    if (!at.seen) wrong.push(`not seen to have the focus: ${at.name}`);
    if (!at.inside) wrong.push(`outside of the window: ${at.name}`);
  }
  wrong.push(...(await page.evaluate(() => [...window.reached].filter(([, was]) => !was)
    .map(([e]) => `never reached: ${e.localName} ${e.textContent.trim().slice(0, 40)}`))));
  await page.goto(pathToFileURL(file).href);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  if (await page.evaluate(() => document.activeElement.id !== "main")) wrong.push("the first link does not lead into the main part");
  results.push({ wrong, stops });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(results));
