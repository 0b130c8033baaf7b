/* Permanent links and files of answers: what an address asks for is asked or opened on load. */
const CHANGED = "这个链接生成之后，所依据的报告数据已有变化，请以现在的答案为准。";
const BROKEN = "与服务器的连接断开过，页面已重新载入，这个问题又问了一遍。";
const MOST_QUESTIONS = 6;

/* --- tables ---------------------------------------------------------------------------------- */
const whenThere = (selector) => new Promise((found) => {
  const look = () => {
    const there = document.querySelector(selector);
    if (there) found(there);
    else setTimeout(look, 50);
  };
  look();
});
const follow = async () => {
  if (!new URLSearchParams(location.search).has("table")) return;
  (await whenThere("#tab-tables-button")).click();
  document.dispatchEvent(new Event("mz-table"));
};

/* --- questions ------------------------------------------------------------------------------- */
const newest = () => document.querySelector("#latest .mz-card[data-key]");
const linkOf = (key) => server.answer_link({ key }).catch(() => ({ error: "无法复制" }));
const answered = (before) => new Promise((done) => {
  const look = () => {
    const card = document.querySelector("#latest .mz-card:not(.mz-writing)");
    if (card && card !== before) done(card);
    else setTimeout(look, 60);
  };
  look();
});
const ask = async (question) => {
  const box = await whenThere("#question textarea");
  const before = document.querySelector("#latest .mz-card");
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((next) => setTimeout(next, 100));
  (await whenThere("#ask")).click();
  return answered(before);
};
const askAll = async () => {
  const asked = new URLSearchParams(location.search);
  const version = asked.get("v");
  let card = null;
  const unanswered = sessionStorage.getItem("mz-asked");
  for (const question of asked.getAll("q").slice(-MOST_QUESTIONS)) card = await ask(question);
  if (unanswered) notice(await ask(unanswered), BROKEN);
  card?.scrollIntoView({ block: "start" });
  if (unanswered || !card?.dataset.key || !version) return;
  const now = await linkOf(card.dataset.key);
  if (now.version && now.version !== version) notice(card, CHANGED);
};
const notice = (card, text) => {
  const said = document.createElement("p");
  said.className = "mz-notice";
  said.setAttribute("role", "status");
  said.textContent = text;
  card.prepend(said);
};
/* A question is kept until it is answered: gradio reloads the page where the connection broke in
   between, hears no clicks before that, and the question would be lost. */
const keep = (question) => question?.trim() && sessionStorage.setItem("mz-asked", question);
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("#ask")) keep(document.querySelector("#question textarea")?.value);
  else keep(target.closest?.("#examples button, #choices button")?.textContent);
}, true);
document.addEventListener("keydown", ({ target, key, shiftKey, isComposing }) => {
  if (key !== "Enter" || shiftKey || isComposing) return;
  if (target.matches?.("#question textarea")) keep(target.value);
}, true);
/* The address always names the newest answer, so that it can be kept as a bookmark. */
let named = null;
const nameAddress = async () => {
  const key = newest()?.dataset.key ?? null;
  if (key === named || document.querySelector("#latest .mz-writing")) return;
  named = key;
  if (key === null) return history.replaceState(null, "", location.pathname);
  const { link } = await linkOf(key);
  if (link && key === newest()?.dataset.key) history.replaceState(null, "", link);
};

/* --- what a reader does ------------------------------------------------------------------------ */
const showAs = (button) => {
  const chart = button.closest(".mz-chart");
  const table = button.dataset.view === "table";
  chart.querySelector(".mz-bars").hidden = table;
  chart.querySelector(".mz-figures").hidden = !table;
  for (const each of chart.querySelectorAll("[data-view]")) {
    each.setAttribute("aria-pressed", String(each === button));
  }
};
const saveAnswer = async (button, key) => {
  const file = await server.save_answer({ key, format: button.dataset.answerFile })
    .catch(() => ({ error: "下载失败" }));
  if (file.error) say(button, file.error);
  else saveFile(file);
};
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.('a[href^="?table="]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const here = document.querySelector('[role="tab"][aria-selected="true"]')?.dataset.tabId;
    history.replaceState({ tab: here }, ""); // where the way back leads
    history.pushState(null, "", link.getAttribute("href"));
    return follow();
  }
  const button = event.target.closest?.(".mz-card button");
  const key = button?.closest(".mz-card").dataset.key;
  if (!key) return;
  if (button.dataset.view) showAs(button);
  else if (button.dataset.answerFile) saveAnswer(button, key);
  else if (button.matches(".mz-copy-link")) {
    const given = await linkOf(key);
    if (given.error) say(button, given.error);
    else copyLink(button, given.link);
  }
});
addEventListener("popstate", ({ state }) => {
  const tab = state?.tab ?? (new URLSearchParams(location.search).has("table") ? "tables" : "ask");
  if (tab === "tables") follow();
  else openTab(tab);
});
follow();
askAll().then(async () => {
  new MutationObserver(nameAddress).observe(await whenThere("#latest"), { childList: true, subtree: true });
  if (newest()) nameAddress();
});
