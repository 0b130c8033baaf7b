/* 查看原文 asks the server for the page when it is first opened; 复制出处 puts the place on the clipboard. */
const openOriginal = async (event) => {
  const details = event.target;
  if (!details.matches?.("details.mz-original") || !details.open || details.dataset.asked) return;
  details.dataset.asked = "yes";
  const sheet = details.querySelector(".mz-original-page");
  try {
    sheet.innerHTML = await server.original_page(details.dataset.page);
  } catch {
    delete details.dataset.asked;
    sheet.textContent = "原文没有打开：服务没有应答，请合上后再打开一次。";
    return;
  }
  const marked = sheet.querySelector(".mz-outline, mark");
  const box = sheet.querySelector(".mz-scroll");
  if (!marked || !box) return;
  const show = () => {
    const place = marked.getBoundingClientRect(), frame = box.getBoundingClientRect();
    box.scrollTop += place.top - frame.top - box.clientHeight / 3;
    box.scrollLeft += place.left - frame.left - box.clientWidth / 3;
  };
  const picture = sheet.querySelector("img");
  if (picture && !picture.complete) picture.addEventListener("load", show, { once: true });
  else show();
};
const copied = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
};
const copyCitation = async (event) => {
  const button = event.target.closest?.("button.mz-copy");
  if (!button) return;
  const text = button.dataset.copy;
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    done = copied(text);
  }
  button.textContent = done ? "已复制" : "无法复制";
  button.focus();
  setTimeout(() => { button.textContent = "复制出处"; }, 2000);
};
element.addEventListener("toggle", openOriginal, true);
element.addEventListener("click", copyCitation);
