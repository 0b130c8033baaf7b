/* What the scripts of all tabs use: saving a file, copying a link, opening a tab. */
const say = (button, words) => {
  button.dataset.words ??= button.textContent;
  button.textContent = words;
  setTimeout(() => { button.textContent = button.dataset.words; }, 2000);
};
const saveFile = ({ name, data }) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
/* A page that is not on https or this very computer has no clipboard of its own. */
const copyText = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done ? undefined : Promise.reject(new Error("copy"));
};
const copyLink = (button, query) =>
  copyText(location.origin + location.pathname + query).then(
    () => say(button, "已复制"),
    () => say(button, "无法复制"),
  );
const addressParts = (search) => {
  const found = new URLSearchParams(search);
  return Object.fromEntries(["table", "of", "row", "cells"].map((k) => [k, found.get(k) ?? ""]));
};
const openTab = (name) => document.getElementById(`tab-${name}-button`)?.click();
