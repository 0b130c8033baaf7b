/* The 报表 tab: choosing, folding, filtering, sorting and saving a table that the server drew. */
const host = element.querySelector(".mz-host");
const find = (selector) => host.querySelector(selector);
let order = { column: null, down: true };

const draw = (given) => {
  host.removeAttribute("aria-busy");
  if (given.error) {
    host.replaceChildren(Object.assign(document.createElement("p"), { textContent: given.error }));
    return;
  }
  host.innerHTML = `<div class="mz-choose">${given.chooser}</div>${given.notice}${given.sheet}`;
  order = { column: null, down: true };
  arrange();
  const marked = find("td mark, tr.mz-cited-row");
  if (marked) requestAnimationFrame(() => marked.scrollIntoView({ block: "center", inline: "end" }));
};
const open = (asked) => server.open_table(asked).then(draw, () => draw({ error: "暂时无法读取，请刷新页面再试。" }));

/* --- which lines are shown, and in which order ------------------------------------------- */
const lines = () => [...host.querySelectorAll("tbody tr")];
const folded = new Set();
const words = (tr) => (tr.dataset.words ??= tr.textContent.replace(/[,，▾]/g, "").toLowerCase());
const typed = () =>
  (find(".mz-filter")?.value ?? "").replace(/[,，]/g, "").toLowerCase().split(/\s+/).filter(Boolean);

const compare = (one, other) => {
  const [a, b] = [one, other].map((tr) => tr.cells[order.column]);
  const [x, y] = [a, b].map((td) => td.dataset.v);
  const [s, t] = [a, b].map((td) => td.textContent.trim());
  if (!s || !t) return Number(!s) - Number(!t); // blanks last, whichever way
  const sign = order.down ? -1 : 1;
  if (x !== undefined && y !== undefined) return sign * (Number(x) - Number(y)); // only for order
  if (x !== undefined || y !== undefined) return x === undefined ? 1 : -1;
  return sign * s.localeCompare(t, "zh");
};
/* Siblings are sorted under their parents; totals and, unsorted, all lines keep their places. */
const inOrder = (all, flat) => {
  const printed = [...all].sort((a, b) => a.dataset.key - b.dataset.key);
  if (order.column === null) return printed;
  const known = new Set(printed.map((tr) => tr.dataset.key));
  const parent = (tr) => (!flat && known.has(tr.dataset.parent) ? tr.dataset.parent : "");
  const groups = Map.groupBy ? Map.groupBy(printed, parent) : printed.reduce(
    (m, tr) => m.set(parent(tr), [...(m.get(parent(tr)) ?? []), tr]), new Map());
  const sorted = (key) => {
    const own = groups.get(key) ?? [];
    const moving = own.filter((tr) => !tr.classList.contains("mz-total")).sort(compare);
    return own.map((tr) => (tr.classList.contains("mz-total") ? tr : moving.shift()))
      .flatMap((tr) => [tr, ...(flat ? [] : sorted(tr.dataset.key))]);
  };
  return sorted("");
};
const hiddenUnder = (tr, byKey) => {
  for (let up = byKey.get(tr.dataset.parent); up; up = byKey.get(up.dataset.parent)) {
    if (folded.has(up.dataset.key)) return true;
  }
  return false;
};
const arrange = () => {
  const all = lines();
  const byKey = new Map(all.map((tr) => [tr.dataset.key, tr]));
  const wanted = typed();
  const leaves = find(".mz-levels")?.value === "leaves";
  const parents = new Set(all.map((tr) => tr.dataset.parent));
  const fits = (tr) => {
    if (leaves && (parents.has(tr.dataset.key) || tr.classList.contains("mz-total"))) return false;
    if (wanted.length) return wanted.every((word) => words(tr).includes(word));
    return leaves || !hiddenUnder(tr, byKey);
  };
  for (const tr of all) {
    tr.hidden = !fits(tr);
    tr.querySelector(".mz-fold")?.setAttribute("aria-expanded", String(!folded.has(tr.dataset.key)));
  }
  const sorted = inOrder(all, leaves || wanted.length > 0);
  const moved = sorted.some((tr, at) => tr !== all[at]);
  if (moved) find("tbody").append(...sorted); // moving a line would take the focus from its button
  find("table")?.classList.toggle("mz-flat", leaves || wanted.length > 0);
  for (const th of host.querySelectorAll("th[data-column]")) {
    const own = Number(th.dataset.column) === order.column;
    th.ariaSort = own ? (order.down ? "descending" : "ascending") : "none";
  }
  const count = find(".mz-count");
  const shown = all.filter((tr) => !tr.hidden).length;
  if (count) count.textContent = shown === all.length ? `共 ${shown} 行` : `${shown} / ${all.length} 行`;
};
const foldTo = (level) => {
  folded.clear();
  const depths = new Map();
  for (const tr of lines().sort((a, b) => a.dataset.key - b.dataset.key)) {
    depths.set(tr.dataset.key, (depths.get(tr.dataset.parent) ?? 0) + 1);
    if (depths.get(tr.dataset.key) >= Number(level)) folded.add(tr.dataset.key);
  }
};

/* --- what a reader does -------------------------------------------------------------------- */
const choose = async (box) => {
  const report = find(".mz-report").value;
  folded.clear();
  const table = box.classList.contains("mz-which") ? `${report}/${box.value}` : report;
  await open({ table });
  history.replaceState(null, "", find(".mz-whole")?.dataset.link ?? location.pathname);
  find(`.${box.classList[0]}`)?.focus();
};
const save = async (button) => {
  const shown = lines().filter((tr) => !tr.hidden).map((tr) => Number(tr.dataset.key));
  const { table } = find(".mz-whole").dataset;
  const file = await server.save_table({ table, lines: shown, format: button.dataset.file })
    .catch(() => ({ error: "下载失败" }));
  if (file.error) say(button, file.error);
  else saveFile(file);
};
const sortBy = (column) => {
  const textual = !lines().some((tr) => tr.cells[column]?.dataset.v !== undefined);
  if (order.column !== column) order = { column, down: !textual };
  else if (order.down === !textual) order = { column, down: textual };
  else order = { column: null, down: true };
  arrange();
};
element.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches(".mz-report, .mz-which")) choose(box);
  if (!box.matches(".mz-levels")) return;
  folded.clear();
  if (/^\d+$/.test(box.value)) foldTo(box.value);
  arrange();
});
element.addEventListener("input", (event) => event.target.matches(".mz-filter") && arrange());
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.file) save(button);
  else if (button.matches(".mz-copy-link")) {
    const here = addressParts(location.search);
    const { table, link } = find(".mz-whole").dataset;
    copyLink(button, here.table === table ? location.search : link);
  } else if (button.matches(".mz-sort")) sortBy(Number(button.closest("th").dataset.column));
  else if (button.matches(".mz-fold")) {
    const { key } = button.closest("tr").dataset;
    if (!folded.delete(key)) folded.add(key);
    arrange();
  }
});
document.addEventListener("mz-table", () => { folded.clear(); open(addressParts(location.search)); });
open(addressParts(location.search));
