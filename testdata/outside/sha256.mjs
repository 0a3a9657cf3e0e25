// Holds our SHA-256 to node's, for texts of every length up to 300 bytes and one of
// several blocks, put in at once and in pieces. Usage: node sha256.mjs SCRIPT.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const Sha256 = new Function(readFileSync(process.argv[2], "utf8") + "; return Sha256;")();
const wrong = [];
let tried = 0;
for (const length of [...Array(301).keys(), 1 << 20]) {
  const data = Uint8Array.from({ length }, (_, i) => (i * 151 + length) & 255);
  const want = createHash("sha256").update(data).digest("hex");
  for (const piece of [length || 1, 1, 63, 64, 65].filter((p) => length <= 300 || p > 60)) {
    const sum = new Sha256();
    for (let at = 0; at < length; at += piece) sum.update(data.subarray(at, at + piece));
    tried++;
    if (sum.hex() !== want) wrong.push([length, piece]);
  }
}
console.log(JSON.stringify({ tried, wrong }));
