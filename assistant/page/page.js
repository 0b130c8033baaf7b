/* On a narrow screen a wide table is scrolled until the marked figure can be seen. */
const showMarked = () => {
  for (const box of element.querySelectorAll(".mz-scroll")) {
    const marked = box.querySelector("td mark");
    if (!marked || box.scrollWidth <= box.clientWidth) continue;
    const beyond = marked.getBoundingClientRect().right - box.getBoundingClientRect().right;
    if (beyond > 0) box.scrollLeft += beyond + 12;
  }
};
watch("value", showMarked);
element.addEventListener("toggle", showMarked, true);
