/* Permanent links: an address that names a table opens its tab; links to tables stay on the page. */
const follow = () => {
  const asked = new URLSearchParams(location.search);
  if (!asked.has("table")) return;
  const open = () => {
    if (!document.getElementById("tab-tables-button")) return setTimeout(open, 50);
    openTab("tables");
    document.dispatchEvent(new Event("mz-table"));
  };
  open();
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="?table="]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.getAttribute("href"));
  follow();
});
addEventListener("popstate", follow);
follow();
