(() => {
  const releases = JSON.parse(document.getElementById("data").textContent).releases;
  const answer = document.getElementById("answer");
  const field = document.getElementById("file");
  const weight = ["published", "superseded", "withdrawn", "draft"];
  let asked = 0;

  async function hash(file) {
    const piece = 1 << 22;
    const subtle = globalThis.crypto && globalThis.crypto.subtle;
    if (subtle && file.size <= 16 * piece) {
      const digest = await subtle.digest("SHA-256", await file.arrayBuffer());
      return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, "0")).join("");
    }
    const sum = new Sha256();
    for (let at = 0; at < file.size; at += piece) {
      sum.update(new Uint8Array(await file.slice(at, at + piece).arrayBuffer()));
    }
    return sum.hex();
  }

  // What browsers add to the name of a file that they have already.
  const plain = (name) => name.replace(/ ?\(\d+\)(?=\.[^.]+$|$)/, "");

  function judge(sum, name) {
    const same = [];
    const named = [];
    for (const r of releases) {
      for (const [listed, file] of r.files) {
        if (listed === sum) same.push({ release: r, file });
        else if (file === plain(name)) named.push({ release: r, file });
      }
    }
    same.sort((a, b) => weight.indexOf(a.release.standing) - weight.indexOf(b.release.standing));
    if (same.length > 0) return { word: same[0].release.standing, found: same };
    return { word: named.length > 0 ? "altered" : "unknown", found: named };
  }

  const heads = {
    published: "Genuine",
    superseded: "Genuine, and superseded",
    withdrawn: "Genuine, and withdrawn",
    draft: "A draft for comment, not endorsed",
    altered: "Altered",
    unknown: "Unknown",
  };

  function explain(word, { release, file }) {
    switch (word) {
      case "published":
        return [`This is ${file}, byte for byte as it was published with `, release, ". That version is in force."];
      case "superseded":
        return [`This is ${file}, byte for byte as it was published with `, release, `. A later version is in force${release.newer ? ": " + release.newer : ""}.`];
      case "withdrawn":
        return [`This is ${file}, byte for byte as it was published with `, release, `. That version was withdrawn: ${release.reason}`];
      case "draft":
        return [`This is ${file}, byte for byte as it was put out for comment with `, release, ". It is endorsed by nobody."];
    }
    return [`A file with the name ${file} was published with `, release, ", and its content was another. Do not rely on this copy."];
  }

  function element(name, ...content) {
    const e = document.createElement(name);
    e.append(...content);
    return e;
  }

  function pageOf(release) {
    const a = element("a", release.title);
    a.href = release.page;
    return a;
  }

  function show(file, sum) {
    const { word, found } = judge(sum, file.name);
    const lines = [element("p", element("strong", heads[word])), element("p", `${file.name}: SHA-256 `, element("code", sum))];
    for (const one of found) {
      lines.push(element("p", ...explain(word === "altered" ? word : one.release.standing, one).map((part) => (part === one.release ? pageOf(part) : part))));
    }
    if (word === "unknown") {
      lines.push(element("p", "Nothing that is listed here has this content. It may be newer than this site, or never have been published."));
    }
    answer.dataset.answer = word;
    answer.replaceChildren(...lines);
  }

  field.addEventListener("change", async () => {
    const file = field.files[0];
    const turn = ++asked;
    delete answer.dataset.answer;
    answer.replaceChildren();
    if (!file) return;
    try {
      const sum = await hash(file);
      if (turn === asked) show(file, sum);
    } catch {
      if (turn === asked) answer.replaceChildren(element("p", `${file.name} could not be read. Nothing is known about it.`));
    }
  });
  document.getElementById("genuine").hidden = false;
})();
