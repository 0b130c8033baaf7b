/* The 核对 tab: the list is drawn anew by the server whenever a box is changed. */
const host = element.querySelector(".mz-host");
const chosen = () => ({
  report: host.querySelector(".mz-report")?.value ?? "",
  severity: host.querySelector(".mz-severity")?.value ?? "",
});
const list = async (asked, focused) => {
  const given = await server.list_findings(asked).catch(() => ({ error: "暂时无法读取，请刷新页面再试。" }));
  host.removeAttribute("aria-busy");
  if (given.error) host.textContent = given.error;
  else host.innerHTML = given.html;
  if (focused) host.querySelector(focused)?.focus();
};
element.addEventListener("change", (event) => list(chosen(), `.${event.target.classList[0]}`));
element.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-file]");
  if (!button) return;
  const file = await server.save_findings({ ...chosen(), format: button.dataset.file })
    .catch(() => ({ error: "下载失败" }));
  if (file.error) say(button, file.error);
  else saveFile(file);
});
list({});
