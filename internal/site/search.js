"use strict";
(() => {
  const entries = JSON.parse(document.getElementById("data").textContent);
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const rows = entries.map((e) => ({ row: document.getElementById(e.row), text: fold(e.text) }));
  const form = document.getElementById("search");
  const field = document.getElementById("words");
  const found = document.getElementById("found");
  const sectionOf = (r) => r.row.closest("main > section");
  const sections = new Set(rows.map(sectionOf));

  function show() {
    const words = fold(field.value).split(/\s+/).filter((w) => w !== "");
    let shown = 0;
    for (const r of rows) {
      r.row.hidden = !words.every((w) => r.text.includes(w));
      if (!r.row.hidden) shown++;
    }
    for (const s of sections) {
      s.hidden = rows.every((r) => sectionOf(r) !== s || r.row.hidden);
    }
    found.textContent = words.length === 0 ? "" : `${shown} of ${rows.length} specifications shown`;
  }

  field.addEventListener("input", show);
  form.hidden = false;
  show(); // what the browser kept in the field
})();
