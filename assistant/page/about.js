/* The 说明 tab: drawn by the server when it is first opened. */
const host = element.querySelector(".mz-host");
server.read_about().then(
  (given) => {
    host.removeAttribute("aria-busy");
    if (given.error) host.textContent = given.error;
    else host.innerHTML = given.html;
  },
  () => { host.textContent = "暂时无法读取，请刷新页面再试。"; },
);
